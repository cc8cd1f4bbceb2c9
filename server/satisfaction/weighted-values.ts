import type { PlainColumns } from './columns.js';
import { levelScores } from './criterion-index.js';
import type { CriterionValues } from './index-values.js';
import type { CriterionRule } from './method.js';

/**
 * Index and sum of weights of each criterion straight from the rows; NaN where nobody with a weight answered. For sets of
 * weights that are used once, as in replicates: nothing is kept by group.
 */
export function weightedValues(
  columns: PlainColumns,
  criteria: readonly string[],
  rowWeights: Float64Array,
  rule: CriterionRule,
): CriterionValues {
  const scores = Float64Array.of(0, ...levelScores(rule), 0, 0);
  const isValid = Float64Array.of(0, 1, 1, 1, 1, 1, 0, 0);
  const values = new Float64Array(criteria.length).fill(NaN);
  const weights = new Float64Array(criteria.length);
  criteria.forEach((id, c) => {
    const column = columns.levels[id];
    if (column === undefined) return;
    let sum = 0;
    let total = 0;
    for (let i = 0; i < columns.rows; i++) {
      const code = column[i]!;
      sum += rowWeights[i]! * scores[code]!;
      total += rowWeights[i]! * isValid[code]!;
    }
    values[c] = sum / total;
    weights[c] = total;
  });
  return { values, weights };
}
