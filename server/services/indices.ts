import type { AcrossUnitsRow, Change, Figure, OtherIndex, WeightedIndex } from '../domain/report-model.js';
import type { Catalogue } from '../domain/catalogue.js';
import type { Text } from '../domain/questionnaire.js';
import { marginFaultKinds } from '../satisfaction/margin.js';
import { unitAggregationRules } from '../satisfaction/method.js';
import { acrossUnits } from './numbers/across-units.js';
import { countTogether } from './numbers/breakdown.js';
import { indexRows } from './numbers/index-rows.js';
import { overallAt } from './numbers/overall-numbers.js';
import { weightedIndex } from './numbers/weighted-index.js';
import type { Numbers } from './numbers/numbers.js';

export const breakdowns = [
  'unit',
  'element',
  'criterion',
  'domain',
  'procedure',
  'channel',
  'month',
  'answer',
] as const;
export type Breakdown = (typeof breakdowns)[number];

/** Why weights may be impossible. */
export const weightFaults = marginFaultKinds;

/** Ways of making one number out of several units. */
export const waysAcrossUnits = unitAggregationRules;

export interface IndexQuery {
  /** '2026', '2026-Q3' or '2026-07'. */
  period: string;
  /** Unit code; with the units below it. */
  unit: string;
  by: Breakdown;
  /** Only with `by: 'answer'`: id of a question with one answer out of several. */
  item?: string;
  /** Method id or `id@version`; default: `sipas-2640-top2`. */
  method?: string;
}

export interface IndexRow {
  id: string;
  /** Official code of an element or criterion, otherwise the id again. */
  code: string;
  label: Text;
  figure: Figure;
  /** Answers per level 1…5, not used, blank; only by criterion and where shown. */
  counts?: { levels: [number, number, number, number, number]; notUsed: number; blank: number };
  rank?: { from: number; to: number } | null;
}

export interface IndexTable {
  period: { id: string; label: Text; from: Date; to: Date };
  unit: { code: string; name: Text };
  /** `note`: what to know of this version, as in a report; null: nothing. */
  method: { id: string; version: number; title: Text; note: Text | null };
  source: 'self-selected' | 'random-sample';
  by: Breakdown;
  overall: Figure;
  /** Against the period before; null where there is nothing to compare with. */
  change: Change | null;
  rows: IndexRow[];
  /** The overall index by each way of making one number out of several units; only by unit. */
  acrossUnits?: AcrossUnitsRow[];
  /** The same index weighted to a published population; null: none is loaded for this unit and period. */
  weighted: WeightedIndex | null;
  /** Indices beside this one, by other methods or of the other source; never part of `overall`. */
  others: OtherIndex[];
}

export interface Indices {
  /** @throws Problem period-invalid, unit-not-found, method-not-found, item-not-found, transactions-missing. */
  table(query: IndexQuery): Promise<IndexTable>;
}

/** The index and its breakdowns for the API and the dashboard; the report asks the same functions. */
export function indicesService(deps: { catalogue: Catalogue; numbers: Numbers }): Indices {
  const { catalogue, numbers } = deps;
  return {
    async table({ period, unit, by, item, method }) {
      const at = await numbers.at(period, unit, method);
      const { base, others } = at;
      const { overall, change } = overallAt(at);
      return {
        period: { id: base.period.id, label: base.period.label, from: base.period.from, to: base.period.to },
        unit: { code: base.unit.code, name: base.unit.name },
        method: {
          ...{ id: base.method.id, version: base.method.version, title: base.method.title },
          note: base.methodNote,
        },
        source: base.source,
        by,
        overall,
        change,
        rows: indexRows(at, catalogue, by, item),
        ...(by === 'unit' && {
          acrossUnits: at.remember('across units', acrossUnits(base, countTogether(base))),
        }),
        weighted: at.remember('weighted', () => weightedIndex(base, catalogue, countTogether(base))()),
        others,
      };
    },
  };
}
