import { comparableForms } from '../domain/index-structure.js';
import { rulesOf } from '../domain/method-versions.js';
import { parsePeriod, previousPeriod } from '../domain/period.js';
import type { Text } from '../domain/questionnaire.js';
import type { Change, Figure } from '../domain/report-model.js';
import { digestOf } from '../domain/snapshot.js';
import type { DisplayThresholds } from '../satisfaction/method.js';
import { trend, type BreakReason, type TrendPoint } from '../satisfaction/trend.js';
import { isNotYetInForce } from './numbers/comparison-break.js';
import { toFigure } from './numbers/figure.js';
import { displayIn } from './numbers/hidden-in-tree.js';
import type { Numbers, NumbersAt } from './numbers/numbers.js';
import { overallAt } from './numbers/overall-numbers.js';

export interface TrendQuery {
  unit: string;
  /** The last period; those before it are of the same kind. */
  last: string;
  /** How many periods. */
  count: number;
  /** Method id or `id@version`; default: `sipas-2640-top2`. */
  method?: string;
}

export interface TrendRow {
  period: { id: string; label: Text };
  source: 'self-selected' | 'random-sample';
  /** The version of the method that the period is computed by. */
  methodVersion: number;
  /** The thresholds of that version. */
  display: DisplayThresholds;
  figure: Figure;
  /** Why no line leads here from the period before: the method changed or came into force, other criteria, other respondents. */
  break: BreakReason | null;
  /** Against the period before; null at the first one, across a break, and where either side has no value to show. */
  change: Change | null;
}

export interface TrendTable {
  unit: { code: string; name: Text };
  /** In the version of the last period. */
  method: { id: string; version: number; title: Text };
  /** Oldest first. */
  rows: TrendRow[];
}

export interface Trends {
  /** The overall index period by period. @throws Problem period-invalid, unit-not-found, method-not-found, transactions-missing. */
  table(query: TrendQuery): Promise<TrendTable>;
}

/** More periods than this nobody compares at a glance. */
export const PERIODS_MOST = 12;

/** The same numbers as the reports of those periods, with the breaks between them. */
export function trendsService({ numbers }: { numbers: Numbers }): Trends {
  return {
    async table({ unit, last, count, method }) {
      const periods = [parsePeriod(last)];
      while (periods.length < count) periods.unshift(previousPeriod(periods[0]!));
      const ats: NumbersAt[] = [];
      // One after the other: each may read a whole period.
      for (const { id } of periods) ats.push(await numbers.at(id, unit, method));
      const steps = trend(ats.map(pointOf));
      const figures = ats.map((at) => {
        const display = displayIn(at.base);
        return toFigure(overallAt(at).estimate, display);
      });
      const { base } = ats.at(-1)!;
      return {
        unit: { code: base.unit.code, name: base.unit.name },
        method: { id: base.method.id, version: base.method.version, title: base.method.title },
        rows: steps.map((step, at): TrendRow => {
          const [figure, before] = [figures[at]!, figures[at - 1]];
          const hasBoth = before !== undefined && before.n > 0 && figure.n > 0;
          const areShown = before !== undefined && before.value !== null && figure.value !== null;
          return {
            period: { id: periods[at]!.id, label: periods[at]!.label },
            source: ats[at]!.base.source,
            methodVersion: ats[at]!.base.method.version,
            display: ats[at]!.base.method.display,
            figure,
            break: hasBoth ? step.break : null,
            change: areShown ? step.change : null,
          };
        }),
      };
    },
  };
}

function pointOf(at: NumbersAt): TrendPoint {
  const { period, method, forms, source } = at.base;
  const [group] = comparableForms(forms);
  const rules = `${method.id}@${digestOf(rulesOf(method))}`;
  return {
    period: period.id,
    // Versions that compute alike are one method here.
    method: isNotYetInForce(method, period) ? `before ${rules}` : rules,
    // Versions that ask the same criteria in the same words are one form here.
    questionnaires: group ? [`criteria@${digestOf(group.signature)}`] : [],
    source,
    estimate: overallAt(at).estimate,
  };
}
