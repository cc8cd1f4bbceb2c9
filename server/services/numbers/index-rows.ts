import type { Catalogue } from '../../domain/catalogue.js';
import type { Breakdown, IndexRow } from '../indices.js';
import { countTogether } from './breakdown.js';
import { domainRows } from './domain-rows.js';
import type { NumbersAt } from './numbers.js';
import { overallAt } from './overall-numbers.js';
import { unitRows } from './unit-rows.js';

/** One row for each unit, element, criterion or field of administration. */
export function indexRows(at: NumbersAt, catalogue: Catalogue, by: Breakdown): IndexRow[] {
  const { base, remember } = at;
  switch (by) {
    case 'unit':
      return remember('units', unitRows(base, countTogether(base))).map(({ code, name, figure, rank }) => ({
        id: code,
        code,
        label: name,
        figure,
        rank,
      }));
    case 'element':
      return overallAt(at).elements.map(({ id, code, title, figure }) => ({
        id,
        code,
        label: title,
        figure,
      }));
    case 'criterion':
      return overallAt(at)
        .elements.flatMap(({ criteria }) => criteria)
        .map(({ id, code, text, figure, counts, notUsed, blank }) => ({
          id,
          code,
          label: text,
          figure,
          ...(counts && { counts: { levels: counts, notUsed, blank } }),
        }));
    case 'domain':
      return remember('domains', domainRows(base, catalogue, countTogether(base))).map(
        ({ id, title, figure }) => ({
          id,
          code: id,
          label: title,
          figure,
        }),
      );
  }
}
