import { describe, expect, it } from '@jest/globals';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { tally } from '../../server/satisfaction/tally.js';
import { topShares } from '../../server/satisfaction/top-shares.js';
import { columnsOf, methodWith, structureOf } from './build.js';

const ROWS = 9000;
const random = seededRandom('top shares');
const codes = () => Array.from({ length: ROWS }, () => random.below(7));
const columns = columnsOf({ a1: codes(), a2: codes() });
const all = new Uint8Array(ROWS).fill(1);
const key = Uint8Array.from({ length: ROWS }, (_, row) => (row % 10 < 3 ? 0 : 1));
const channel = Uint8Array.from({ length: ROWS }, (_, row) => (row >> 2) % 3);

/** By the counts of an index: levels other than 5 become 1, so that top-2 is the share of 5; pooled as shares are. */
function byIndex(keep: (row: number) => boolean) {
  const marked = Object.entries(columns.levels).map(([id, column]) => [
    id,
    Uint8Array.from(column as Uint8Array, (code) => (code >= 1 && code <= 4 ? 1 : code)),
  ]);
  const mask = Uint8Array.from({ length: ROWS }, (_, row) => Number(keep(row)));
  const structure = structureOf('a1 a2');
  const counts = tally({ ...columns, levels: Object.fromEntries(marked) }, structure, mask);
  return computeIndex(counts, structure, methodWith('top2', 'pooled')).overall;
}

describe('topShares', () => {
  it('are the pooled index in which only the best level counts, with the same variance', () => {
    const shares = topShares(columns, ['a1', 'a2'], all, [
      { key, keys: 2 },
      { key: channel, keys: 3 },
    ]);
    expect(shares).toHaveLength(6);
    shares.forEach((share, at) => {
      const expected = byIndex((row) => key[row] === Math.floor(at / 3) && channel[row] === at % 3);
      expect(share.value).toBeCloseTo(expected.value!, 9);
      expect(share.variance).toBeCloseTo(expected.variance!, 9);
      expect(share.interval!.low).toBeCloseTo(expected.interval!.low, 6);
    });
  });

  it('leave out rows outside the mask and items that no form asks', () => {
    const mask = Uint8Array.from({ length: ROWS }, (_, row) => Number(row < 4000));
    const [share] = topShares(columns, ['a1', 'a2', 'z9'], mask, [{ key: new Uint8Array(ROWS), keys: 1 }]);
    expect(share!.n).toBe(4000);
    expect(share!.value).toBeCloseTo(byIndex((row) => row < 4000).value!, 9);
  });

  it('have no value where nobody answered, and no interval of few', () => {
    const few = columnsOf({ a1: [5, 4, 0], a2: [0, 0, 0] });
    const by = [{ key: Uint8Array.of(0, 0, 1), keys: 3 }];
    expect(topShares(few, ['a1', 'a2'], Uint8Array.of(1, 1, 1), by)).toEqual([
      { value: 50, n: 2, interval: null, variance: null, degreesOfFreedom: null },
      { value: null, n: 1, interval: null, variance: null, degreesOfFreedom: null },
      { value: null, n: 0, interval: null, variance: null, degreesOfFreedom: null },
    ]);
  });
});
