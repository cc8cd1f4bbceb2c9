import { CODES, REPLICATE_GROUPS } from './columns.js';
import { levelScores } from './criterion-index.js';
import type { CriterionValues } from './index-values.js';
import type { CriterionRule } from './method.js';
import type { Tally } from './tally.js';
import type { WeightedValue } from './weighted-mean.js';

/** Criterion values of the whole (`full`) and without each replicate group in turn (32 of them). */
export interface ReplicateValues {
  full: CriterionValues;
  without: CriterionValues[];
}

/** Sum of scores and of valid answers in each group, from the weighted cells where there are any. */
function groupSums(
  tally: Tally,
  criterion: number,
  rule: CriterionRule,
): { scores: Float64Array; valid: Float64Array } {
  const cells = tally.weighted ?? tally.answers;
  const byLevel = levelScores(rule);
  const scores = new Float64Array(REPLICATE_GROUPS);
  const valid = new Float64Array(REPLICATE_GROUPS);
  for (let g = 0; g < REPLICATE_GROUPS; g++) {
    for (let level = 1; level <= 5; level++) {
      const count = cells[(criterion * REPLICATE_GROUPS + g) * CODES + level]!;
      scores[g]! += byLevel[level - 1]! * count;
      valid[g]! += count;
    }
  }
  return { scores, valid };
}

/** Sums of all groups but one are added up anew, never subtracted: an empty rest is then exactly 0. */
function valueWithout(sums: { scores: Float64Array; valid: Float64Array }, left: number): WeightedValue {
  let score = 0;
  let valid = 0;
  for (let g = 0; g < REPLICATE_GROUPS; g++) {
    if (g === left) continue;
    score += sums.scores[g]!;
    valid += sums.valid[g]!;
  }
  return { value: valid === 0 ? null : score / valid, weight: valid };
}

/** The index of every counted item, whole and leave-one-group-out. */
export function replicateValues(tally: Tally, rule: CriterionRule): ReplicateValues {
  const sums = tally.criteria.map((_, c) => groupSums(tally, c, rule));
  const values = (left: number) => new Map(tally.criteria.map((id, c) => [id, valueWithout(sums[c]!, left)]));
  return { full: values(-1), without: Array.from({ length: REPLICATE_GROUPS }, (_, g) => values(g)) };
}
