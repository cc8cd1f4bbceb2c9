import type { Codes } from '../../satisfaction/codes.js';
import { computeIndex } from '../../satisfaction/compute-index.js';
import type { Estimate, IndexEstimate } from '../../satisfaction/estimate.js';
import { overallIndex } from '../../satisfaction/overall-index.js';
import { personRule } from '../../satisfaction/person-rule.js';
import { tally, type Tally } from '../../satisfaction/tally.js';
import { tallyEach } from '../../satisfaction/tally-each.js';
import type { AnswerBase } from './answer-base.js';

/** Counts of the rows of a mask, for every index this program prints. */
export function tallyOf(base: AnswerBase, mask: Uint8Array): Tally {
  return tally(base.table, base.structure, mask, personRule(base.method));
}

/** The index of these counts by the method of the base, from its criteria up. `frame`: as in `computeIndex`. */
export function indexOf(base: AnswerBase, counts: Tally, frame: number | null = null): IndexEstimate {
  return computeIndex(counts, base.structure, base.method, frame);
}

/** The overall index of these counts alone: the same number as `indexOf(…).overall`. */
export function overallOf(base: AnswerBase, counts: Tally): Estimate {
  return overallIndex(counts, base.structure, base.method);
}

/**
 * Has rows counted by a key, one tally for each key 0…keys−1. The tallies are counted when they are first read, so that
 * the tables of a report ask first and read then.
 */
export type CountBy = (mask: Uint8Array, key: Codes, keys: number) => () => Tally[];

/** Everything asked for before the first of it is read is counted in one pass, what is asked for twice once. */
export function countTogether({ table, structure, method }: AnswerBase): CountBy {
  const persons = personRule(method);
  const asked: { mask: Uint8Array; key: Codes; keys: number; tallies: Tally[] | null }[] = [];
  function countAll(): void {
    const waiting = asked.filter(({ tallies }) => tallies === null);
    tallyEach(table, structure, waiting, persons).forEach((tallies, at) => (waiting[at]!.tallies = tallies));
  }
  return (mask, key, keys) => {
    const same = asked.find((each) => each.mask === mask && each.key === key);
    const wanted = same ?? { mask, key, keys, tallies: null };
    if (!same) asked.push(wanted);
    return () => {
      if (wanted.tallies === null) countAll();
      return wanted.tallies!;
    };
  };
}
