import { REPLICATE_GROUPS } from './columns.js';
import { groupSums, sumWithout, type GroupSums } from './group-sums.js';
import type { CriterionValues } from './index-values.js';
import type { CriterionRule } from './method.js';
import { personMeans } from './person-sums.js';
import type { Tally } from './tally.js';

/** Responses that are alike in everything weights depend on: one weight holds for all of them. */
export interface WeightingCell {
  /** Counted without weights. */
  tally: Tally;
  /** What each of its responses weighs before raking: its design weight, 1 where nobody was drawn by a design. */
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
  const personsOf = cellPersons(cells);
  return (weights, left) => {
    const total = (c: number, of: keyof GroupSums): number =>
      sums.reduce(
        (sum, cell, i) => sum + (weights[i] === 0 ? 0 : weights[i]! * sumWithout(cell[c]![of], left)),
        0,
      );
    const valid = Float64Array.from(criteria, (_, c) => total(c, 'valid'));
    const values = Float64Array.from(criteria, (_, c) => total(c, 'scores') / valid[c]!);
    const persons = personsOf(weights, left);
    return { weights: valid, values, ...(persons && { persons }) };
  };
}

/** The same for the means over persons, where these were counted; null where they were not. */
function cellPersons(
  cells: readonly WeightingCell[],
): (weights: Float64Array, left: number | null) => Map<string, number | null> | null {
  const sums = cells.map(({ tally }) => tally.persons?.map(personMeans));
  const composites = cells[0]?.tally.composites ?? [];
  return (weights, left) => {
    if (sums.some((of) => of === undefined)) return null;
    const total = (k: number, of: keyof GroupSums): number =>
      sums.reduce((sum, cell, i) => sum + weights[i]! * sumWithout(cell![k]![of], left), 0);
    return new Map(
      composites.map((key, k) => {
        const weight = total(k, 'valid');
        return [key, weight === 0 ? null : total(k, 'scores') / weight];
      }),
    );
  };
}
