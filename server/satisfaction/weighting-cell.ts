import { REPLICATE_GROUPS } from './columns.js';
import { groupSums, sumWithout, type GroupSums } from './group-sums.js';
import type { CriterionValues } from './index-values.js';
import type { CriterionRule } from './method.js';
import type { Tally } from './tally.js';

/** Responses that are alike in everything weights depend on: one weight holds for all of them. */
export interface WeightingCell {
  /** Counted without weights. */
  tally: Tally;
  /** What each of its responses weighs before raking: its design weight, 1 without a design. */
  designWeight: number;
}

const nothing: GroupSums = {
  scores: new Float64Array(REPLICATE_GROUPS),
  valid: new Float64Array(REPLICATE_GROUPS),
};

/** Responses of each cell; `left`: without that replicate group. */
export function cellRows(cells: readonly WeightingCell[], left: number | null): Float64Array {
  return Float64Array.from(cells, ({ tally }) => sumWithout(tally.rows, left));
}

/**
 * How to get index and sum of weights of each criterion when a response of cell i weighs `weights[i]` and one replicate
 * group is left out (null: none); NaN where nobody with a weight answered.
 */
export function cellValues(
  cells: readonly WeightingCell[],
  criteria: readonly string[],
  rule: CriterionRule,
): (weights: Float64Array, left: number | null) => CriterionValues {
  const sums = cells.map(({ tally }) => {
    const at = new Map(tally.criteria.map((id, c) => [id, c]));
    return criteria.map((id) => (at.has(id) ? groupSums(tally, at.get(id)!, rule) : nothing));
  });
  return (weights, left) => {
    const total = (c: number, of: keyof GroupSums): number =>
      sums.reduce(
        (sum, cell, i) => sum + (weights[i] === 0 ? 0 : weights[i]! * sumWithout(cell[c]![of], left)),
        0,
      );
    const valid = Float64Array.from(criteria, (_, c) => total(c, 'valid'));
    return { weights: valid, values: Float64Array.from(criteria, (_, c) => total(c, 'scores') / valid[c]!) };
  };
}
