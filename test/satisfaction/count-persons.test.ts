import { describe, expect, it } from '@jest/globals';
import type { StoredBytes } from '../../server/satisfaction/codes.js';
import type { PlainColumns } from '../../server/satisfaction/columns.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import { countPersons } from '../../server/satisfaction/count-persons.js';
import { personRule } from '../../server/satisfaction/person-rule.js';
import { addTallies, tally } from '../../server/satisfaction/tally.js';
import { tallyEach } from '../../server/satisfaction/tally-each.js';
import { columnsOf, methodWith, structureOf } from './build.js';

const structure = structureOf('a1 a2 a3 b1');
const method = methodWith('mean4', 'person');
const rule = personRule(method)!;
const ROWS = 500;
/** Codes 0…6 without a pattern that the replicate groups share. */
const codes = (seed: number) =>
  Array.from({ length: ROWS }, (_, row) => ((row * row + seed * row) % 101) % 7);
const levels = { a1: codes(3), a2: codes(5), a3: codes(7), b1: codes(11) };
const columns = columnsOf(levels);
const isLevel = (code: number) => code >= 1 && code <= 5;

/** Each row's mean of 25·(level − 1) over the criteria with a level; null where fewer than half have one. */
function personMean(row: number): number | null {
  const answered = Object.values(levels).flatMap((column) => (isLevel(column[row]!) ? [column[row]!] : []));
  if (answered.length < 2) return null;
  return answered.reduce((sum, level) => sum + 25 * (level - 1), 0) / answered.length;
}
const means = Array.from({ length: ROWS }, (_, row) => personMean(row));
const meanOf = (kept: (number | null)[]) => {
  const valid = kept.filter((mean) => mean !== null);
  return { n: valid.length, value: valid.reduce((sum, mean) => sum + mean, 0) / valid.length };
};

describe('persons counted beside answers', () => {
  it('give the mean over those who answered enough', () => {
    const { overall } = computeIndex(tally(columns, structure, null, rule), structure, method);
    const expected = meanOf(means);
    expect(overall.n).toBe(expected.n);
    expect(overall.value).toBeCloseTo(expected.value, 10);
    expect(expected.n).toBeLessThan(ROWS);
  });

  it('add up over blocks in any order to the same bits', () => {
    const part = (wanted: number) =>
      tally(
        columns,
        structure,
        Uint8Array.from(means, (_, row) => Number(row % 3 === wanted)),
        rule,
      );
    const whole = computeIndex(tally(columns, structure, null, rule), structure, method);
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
    ])
      expect(computeIndex(addTallies(order.map(part)), structure, method)).toEqual(whole);
  });

  it('are sorted under the keys of several breakdowns at once', () => {
    const key = Uint8Array.from(means, (_, row) => row % 4);
    const many = Uint16Array.from(means, (_, row) => row % 300);
    const [few, fine] = tallyEach(
      columns,
      structure,
      [
        { mask: null, key, keys: 4 },
        { mask: null, key: many, keys: 300 },
      ],
      rule,
    );
    for (const [at, counted] of few!.entries()) {
      const expected = meanOf(means.filter((_, row) => row % 4 === at));
      const { overall } = computeIndex(counted, structure, method);
      expect([overall.n, Math.round(overall.value! * 1e9)]).toEqual([
        expected.n,
        Math.round(expected.value * 1e9),
      ]);
    }
    expect(computeIndex(addTallies(fine!), structure, method).overall.n).toBe(meanOf(means).n);
    const counts = countPersons(columns, structure, rule, null, [{ key, keys: 4 }]);
    expect([...counts]).toEqual([0, 1, 2, 3].map((at) => meanOf(means.filter((_, row) => row % 4 === at)).n));
  });

  it('are the same from columns that are unpacked as they are read, over many stretches', () => {
    const times = 60;
    const repeat = (codes: Uint8Array) =>
      Uint8Array.from({ length: times * codes.length }, (_, row) => codes[row % codes.length]!);
    const stored = (codes: Uint8Array): StoredBytes => ({
      width: 1,
      length: codes.length,
      copy: (from, size, to) => to.set(codes.subarray(from, from + size)),
    });
    const long: PlainColumns = {
      rows: times * columns.rows,
      levels: Object.fromEntries(Object.entries(columns.levels).map(([id, codes]) => [id, repeat(codes)])),
      group: repeat(columns.group),
      weight: null,
    };
    const packed = {
      ...long,
      levels: Object.fromEntries(Object.entries(long.levels).map(([id, codes]) => [id, stored(codes)])),
      group: stored(long.group),
    };
    expect(long.rows).toBeGreaterThan(3 * 8192);
    const whole = tally(long, structure, null, rule);
    expect(tally(packed, structure, null, rule)).toEqual(whole);
    const { overall } = computeIndex(whole, structure, method);
    expect(overall.n).toBe(times * meanOf(means).n);
    expect(overall.value).toBeCloseTo(meanOf(means).value, 10);
    const key = repeat(Uint8Array.from(means, (_, row) => row % 4));
    const counts = countPersons(packed, structure, rule, null, [{ key: stored(key), keys: 4 }]);
    expect([...counts]).toEqual(
      [0, 1, 2, 3].map((at) => times * meanOf(means.filter((_, row) => row % 4 === at)).n),
    );
  });

  it('weigh by the weights of the rows', () => {
    const weight = Float64Array.from(means, (_, row) => (row % 2 === 0 ? 3 : 1));
    const { overall } = computeIndex(tally({ ...columns, weight }, structure, null, rule), structure, method);
    const kept = means.map((mean, row) => ({ mean, w: weight[row]! })).filter(({ mean }) => mean !== null);
    const sum = kept.reduce((total, { w }) => total + w, 0);
    expect(overall.value).toBeCloseTo(kept.reduce((total, { mean, w }) => total + w * mean!, 0) / sum, 10);
  });

  it('are nobody in an empty sum', () => {
    expect(computeIndex(addTallies([]), structure, method).overall).toMatchObject({ value: null, n: 0 });
  });

  it('are missed by name where only answers were counted', () => {
    expect(() => computeIndex(tally(columns, structure, null), structure, method)).toThrow(
      'method tested computes by person; only answers were counted',
    );
  });
});
