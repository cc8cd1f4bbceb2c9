import { REPLICATE_GROUPS, type PlainColumns, type RowMask } from './columns.js';
import { levelScores } from './criterion-index.js';
import type { CriterionRule } from './method.js';
import type { GroupSums } from './group-sums.js';

/** Σ w·(mean of the person's valid scores), Σ w and the number of persons, per replicate group. */
export interface PersonSums extends GroupSums {
  persons: number[];
}

export function noPersons(): PersonSums {
  return {
    scores: new Float64Array(REPLICATE_GROUPS),
    valid: new Float64Array(REPLICATE_GROUPS),
    persons: new Array<number>(REPLICATE_GROUPS).fill(0),
  };
}

/**
 * Adds every row that answered at least `minimumAnswered` (0–1) of the criteria its form asks: the mean of its scores
 * over those it answered.
 */
export function addPersons(
  sums: PersonSums,
  columns: PlainColumns,
  mask: RowMask,
  criteria: readonly string[],
  rule: CriterionRule,
  minimumAnswered: number,
): void {
  const asked = criteria.flatMap((id) => columns.levels[id] ?? []);
  const scores = levelScores(rule);
  if (asked.length === 0) return;
  for (let i = 0; i < columns.rows; i++) {
    if (mask?.[i] === 0) continue;
    let sum = 0;
    let answered = 0;
    for (const column of asked) {
      const score = scores[column[i]! - 1];
      if (score === undefined) continue;
      sum += score;
      answered += 1;
    }
    if (answered === 0 || answered < minimumAnswered * asked.length) continue;
    const g = columns.group[i]!;
    const weight = columns.weight === null ? 1 : columns.weight[i]!;
    sums.scores[g]! += (weight * sum) / answered;
    sums.valid[g]! += weight;
    sums.persons[g]! += 1;
  }
}
