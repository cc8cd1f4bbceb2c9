import { computeIndex } from '../../satisfaction/compute-index.js';
import type { Estimate, IndexEstimate } from '../../satisfaction/estimate.js';
import { overallIndex } from '../../satisfaction/overall-index.js';
import { tally, tallyBy, type Tally } from '../../satisfaction/tally.js';
import type { AnswerBase } from './answer-base.js';

/** Counts of the rows of a mask, for every index this program prints. */
export function tallyOf(base: AnswerBase, mask: Uint8Array): Tally {
  return tally(base.table, base.structure, mask);
}

/** The index of these counts by the method of the base, from its criteria up. */
export function indexOf(base: AnswerBase, counts: Tally): IndexEstimate {
  return computeIndex(counts, base.structure, base.method);
}

/** The overall index of these counts alone: the same number as `indexOf(…).overall`. */
export function overallOf(base: AnswerBase, counts: Tally): Estimate {
  return overallIndex(counts, base.structure, base.method);
}

/** One tally for each key 0…keys−1. */
export function talliesBy(
  base: AnswerBase,
  mask: Uint8Array,
  key: Uint8Array | Uint16Array,
  keys: number,
): Tally[] {
  return tallyBy(base.table, base.structure, mask, key, keys);
}

/** Overall index for each key 0…keys−1. */
export function overallBy(
  base: AnswerBase,
  mask: Uint8Array,
  key: Uint8Array | Uint16Array,
  keys: number,
): Estimate[] {
  return talliesBy(base, mask, key, keys).map((counts) => overallOf(base, counts));
}
