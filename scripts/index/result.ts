import type { Display } from '../../server/satisfaction/display-rule.js';
import { displayRule } from '../../server/satisfaction/display-rule.js';
import type { Estimate, IndexEstimate, Interval } from '../../server/satisfaction/estimate.js';
import type { SurveyMethod } from '../../server/satisfaction/method.js';

/** A number as the command prints it: unrounded in JSON, rounded for people. */
export interface Printed {
  value: number | null;
  n: number;
  interval: Interval | null;
}

/** What the command computed, as `--json` prints it. */
export interface IndexResult extends Printed {
  method: string;
  questionnaire?: string;
  rows?: number;
  elements?: (Printed & { id: string })[];
  criteria?: (Printed & { id: string; counts: number[]; notUsed: number; blank: number })[];
  designEffect?: number;
  effectiveN?: number;
  by?: { column: string; groups: (Printed & { key: string; display: Display })[] };
}

export function printed({ value, n, interval }: Estimate | Printed): Printed {
  return { value, n, interval: interval && { low: interval.low, high: interval.high } };
}

/** The whole file's index with its parts. */
export function fileResult(
  index: IndexEstimate,
  method: SurveyMethod,
  questionnaire: string,
  rows: number,
): IndexResult {
  return {
    ...printed(index.overall),
    method: method.id,
    questionnaire,
    rows,
    ...(index.weighting ?? {}),
    elements: index.elements.map(({ id, estimate }) => ({ id, ...printed(estimate) })),
    criteria: index.criteria.map(({ id, estimate, counts, notUsed, blank }) => ({
      ...{ id, ...printed(estimate), counts, notUsed, blank },
    })),
  };
}

/** The groups of a breakdown, in the order of their names; `display` says which are too small to publish. */
export function groupsResult(
  indices: Map<string, IndexEstimate>,
  column: string,
  method: SurveyMethod,
): NonNullable<IndexResult['by']> {
  const groups = [...indices].map(([key, { overall }]) => ({
    ...{ key, ...printed(overall), display: displayRule(overall.n, method.display) },
  }));
  return { column, groups: groups.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)) };
}
