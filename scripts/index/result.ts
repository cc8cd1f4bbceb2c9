import type { Display } from '../../server/satisfaction/display-rule.js';
import { displayRule } from '../../server/satisfaction/display-rule.js';
import type { Difference, Estimate, IndexEstimate, Interval } from '../../server/satisfaction/estimate.js';
import type { SurveyMethod, UnitAggregationRule } from '../../server/satisfaction/method.js';
import { rankRanges, type RankRange } from '../../server/satisfaction/rank-ranges.js';
import { bareRule } from './choose-method.js';
import type { ComputedFile } from './compute-file.js';
import type { PlainAggregation } from './option-types.js';

/** A number as the command prints it: unrounded in JSON, rounded for people. */
export interface Printed {
  value: number | null;
  n: number;
  interval: Interval | null;
}

/** What the command computed, as `--json` prints it. */
export interface IndexResult extends Printed {
  method: string;
  /** Of a method under surveys/methods; absent for a bare rule. */
  methodVersion?: number;
  questionnaire?: string;
  rows?: number;
  elements?: (Printed & { id: string })[];
  criteria?: (Printed & { id: string; counts: number[]; notUsed: number; blank: number })[];
  designEffect?: number;
  effectiveN?: number;
  /** Where `--aggregation` replaced that of the method. */
  aggregation?: PlainAggregation;
  raking?: {
    rounds: number;
    converged: boolean;
    distance: number;
    trimmed: number;
    cap: number | null;
    distanceTrimmed: number;
  };
  /** Strata with too few groups of respondents, and the stratum each was joined to. */
  joined?: { name: string; to: string }[];
  /** How the whole was made of the groups, where not of the rows. */
  across?: UnitAggregationRule;
  by?: { column: string; groups: GroupResult[] };
  /** The first group minus the second; null where either has no value. */
  compare?: { a: string; b: string; difference: Difference | null };
}

export interface GroupResult extends Printed {
  key: string;
  /** Which groups are too small to publish. */
  display: Display;
  /** The places the group may have among all; null where it cannot be ranked. */
  rank: RankRange | null;
}

export function printed({ value, n, interval }: Estimate | Printed): Printed {
  return { value, n, interval: interval && { low: interval.low, high: interval.high } };
}

/** The whole file's index with its parts. */
export function fileResult(
  method: SurveyMethod,
  questionnaire: string,
  { index, rows, raked, joined }: Pick<ComputedFile, 'index' | 'rows' | 'raked' | 'joined'>,
): IndexResult {
  return {
    ...printed(index.overall),
    method: method.id,
    ...(bareRule(method.id) === null && { methodVersion: method.version }),
    questionnaire,
    rows,
    ...(index.weighting ?? {}),
    ...(raked && {
      raking: {
        ...raked.raking,
        trimmed: raked.trimming?.trimmed ?? 0,
        cap: raked.trimming?.cap ?? null,
        distanceTrimmed: raked.trimming?.distance ?? raked.raking.distance,
      },
    }),
    ...(joined && { joined }),
    elements: index.elements.map(({ id, estimate }) => ({ id, ...printed(estimate) })),
    criteria: index.criteria.map(({ id, estimate, counts, notUsed, blank }) => ({
      ...{ id, ...printed(estimate), counts, notUsed, blank },
    })),
  };
}

/** The groups of a breakdown, in the order of their names. Ranks are among those large enough to publish. */
export function groupsResult(
  indices: ReadonlyMap<string, IndexEstimate>,
  column: string,
  method: SurveyMethod,
): NonNullable<IndexResult['by']> {
  const shown = [...indices].map(([key, { overall }]) => {
    return { key, overall, display: displayRule(overall.n, method.display) };
  });
  const ranks = rankRanges(
    shown.map(({ overall, display }) => (display === 'suppressed' ? { ...overall, value: null } : overall)),
  );
  const groups = shown.map(({ key, overall, display }, at): GroupResult => ({
    key,
    ...printed(overall),
    display,
    rank: ranks[at]!,
  }));
  return { column, groups: groups.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)) };
}
