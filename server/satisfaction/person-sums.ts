import { REPLICATE_GROUPS } from './columns.js';
import type { GroupSums } from './group-sums.js';

/**
 * Respondents as the rule `person` counts them for one composite: sums that add up over blocks, keys and machines, as
 * counts do. Kept by the number of criteria answered, so that without weights every sum is a whole number and does not
 * depend on the order of adding.
 */
export interface PersonSums {
  /** Σ w·(sum of a person's scores) by replicate group `g` and number `a` of criteria answered, at `g·size + a`. */
  scores: Float64Array;
  /** Places of a group in `scores`: one more than the most criteria that may be answered. */
  size: number;
  /** Σ w and number of persons, per group. */
  weights: Float64Array;
  persons: Float64Array;
}

export function noPersons(criteria: number): PersonSums {
  const size = criteria + 1;
  return {
    scores: new Float64Array(REPLICATE_GROUPS * size),
    size,
    weights: new Float64Array(REPLICATE_GROUPS),
    persons: new Float64Array(REPLICATE_GROUPS),
  };
}

/** Adds the second to the first, which has room for as many criteria. */
function addTo(sum: PersonSums, { scores, size, weights, persons }: PersonSums): void {
  for (let g = 0; g < REPLICATE_GROUPS; g++) {
    for (let a = 0; a < size; a++) sum.scores[g * sum.size + a]! += scores[g * size + a]!;
    sum.weights[g]! += weights[g]!;
    sum.persons[g]! += persons[g]!;
  }
}

export function addPersonSums(list: readonly PersonSums[]): PersonSums {
  const sum = noPersons(Math.max(0, ...list.map(({ size }) => size - 1)));
  for (const each of list) addTo(sum, each);
  return sum;
}

/** The same persons, each weighing `weight` times as much. */
export function scalePersons(sums: PersonSums, weight: number): PersonSums {
  const scaled = (of: Float64Array) => of.map((sum) => sum * weight);
  return { ...sums, scores: scaled(sums.scores), weights: scaled(sums.weights) };
}

/** Σ w·(a person's mean score) and Σ w, per group. */
export function personMeans({ scores, size, weights }: PersonSums): GroupSums {
  const means = new Float64Array(REPLICATE_GROUPS);
  for (let g = 0; g < REPLICATE_GROUPS; g++)
    for (let a = 1; a < size; a++) means[g]! += scores[g * size + a]! / a;
  return { scores: means, valid: weights };
}
