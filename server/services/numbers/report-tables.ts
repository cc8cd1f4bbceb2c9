import type { Catalogue } from '../../domain/catalogue.js';
import type { ReportModel } from '../../domain/report-model.js';
import { acrossUnits } from './across-units.js';
import { countTogether } from './breakdown.js';
import { collectionOf } from './collection.js';
import { domainRows } from './domain-rows.js';
import { monthRows } from './month-rows.js';
import type { NumbersAt } from './numbers.js';
import { overallNumbers } from './overall-numbers.js';
import { procedureRows } from './procedure-rows.js';
import { respondentTables } from './respondent-tables.js';
import { unitRows } from './unit-rows.js';
import { weightedIndex } from './weighted-index.js';

/** How many procedures a report lists. */
const PROCEDURES_LISTED = 15;

/** The parts of a report whose numbers are indices of counted responses. */
export type ReportTables = Pick<
  ReportModel,
  | 'overall'
  | 'previousOverall'
  | 'change'
  | 'elements'
  | 'collection'
  | 'domains'
  | 'procedures'
  | 'units'
  | 'acrossUnits'
  | 'weighted'
  | 'months'
  | 'respondents'
>;

/** All of them from one pass over the rows: each says what it wants counted before the first is made. */
export function reportTables({ base, remember }: NumbersAt, catalogue: Catalogue): ReportTables {
  return remember('tables', () => {
    const count = countTogether(base);
    const overall = overallNumbers(base, count);
    const collection = collectionOf(base, count);
    const domains = domainRows(base, catalogue, count);
    const procedures = procedureRows(base, catalogue, count);
    const units = unitRows(base, count);
    const across = acrossUnits(base, count);
    const weighted = weightedIndex(base, catalogue, count);
    const months = monthRows(base, count);
    const respondents = respondentTables(base, count);
    const { estimate: _, ...shown } = remember('overall', overall);
    return {
      ...shown,
      collection: collection(),
      domains: remember('domains', domains),
      procedures: remember('procedures', procedures).slice(0, PROCEDURES_LISTED),
      units: remember('units', units),
      acrossUnits: remember('across units', across),
      weighted: remember('weighted', weighted),
      months: remember('months', months),
      respondents: respondents(),
    };
  });
}
