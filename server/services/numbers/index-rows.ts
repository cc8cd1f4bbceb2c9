import type { Catalogue } from '../../domain/catalogue.js';
import { monthsOf } from '../../domain/period.js';
import type { Text } from '../../domain/questionnaire.js';
import type { Figure } from '../../domain/report-model.js';
import { Problem } from '../../problem.js';
import type { Breakdown, IndexRow } from '../indices.js';
import { answerRows, singleItem } from './answer-rows.js';
import { countTogether } from './breakdown.js';
import { channelRows } from './channel-rows.js';
import { domainRows } from './domain-rows.js';
import { monthRows } from './month-rows.js';
import type { NumbersAt } from './numbers.js';
import { overallAt } from './overall-numbers.js';
import { procedureRows } from './procedure-rows.js';
import { unitRows } from './unit-rows.js';

/** A row whose official code is its id. */
function plainRow(id: string, label: Text, figure: Figure): IndexRow {
  return { id, code: id, label, figure };
}

/**
 * One row for each unit, element, criterion, field of administration, procedure, channel, month of the period, or answer
 * to the question `item`. @throws Problem item-not-found.
 */
export function indexRows(at: NumbersAt, catalogue: Catalogue, by: Breakdown, item?: string): IndexRow[] {
  const { base, remember } = at;
  const count = countTogether(base);
  switch (by) {
    case 'unit':
      return remember('units', unitRows(base, count)).map(({ code, name, figure, rank }) => ({
        ...plainRow(code, name, figure),
        rank,
      }));
    case 'element':
      return overallAt(at).elements.map(({ id, code, title, figure }) => ({
        ...plainRow(id, title, figure),
        code,
      }));
    case 'criterion':
      return overallAt(at)
        .elements.flatMap(({ criteria }) => criteria)
        .map(({ id, code, text, figure, counts, notUsed, blank }) => ({
          ...plainRow(id, text, figure),
          code,
          ...(counts && { counts: { levels: counts, notUsed, blank } }),
        }));
    case 'domain':
      return remember('domains', domainRows(base, catalogue, count)).map(({ id, title, figure }) =>
        plainRow(id, title, figure),
      );
    case 'procedure':
      // A procedure has its official name, which is Vietnamese.
      return remember('procedures', procedureRows(base, catalogue, count)).map(({ code, name, figure }) =>
        plainRow(code, { vi: name, en: name }, figure),
      );
    case 'channel':
      return remember('channels', channelRows(base, count)).map(({ id, title, figure }) =>
        plainRow(id, title, figure),
      );
    case 'month':
      return remember('months', monthRows(base, count))
        .filter(({ month }) => monthsOf(base.period).includes(month))
        .map(({ month, label, figure }) => plainRow(month, label, figure));
    case 'answer': {
      const asked = item === undefined ? null : singleItem(base, item);
      if (asked === null) throw new Problem('item-not-found');
      return remember(`answers ${asked.id}`, answerRows(base, asked, count)).map(({ option, figure }) =>
        plainRow(option.value, option.text, figure),
      );
    }
  }
}
