import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CODES, REPLICATE_GROUPS, type Columns } from '../../server/satisfaction/columns.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { addTallies, tally, tallyBy, type Tally } from '../../server/satisfaction/tally.js';
import { tallyEach } from '../../server/satisfaction/tally-each.js';
import { startTally } from '../../server/satisfaction/tally-builder.js';
import { columnsOf, structureOf } from './build.js';

const structure = structureOf('a1 a2 b1');
const items = ['a1', 'a2', 'b1'];
const composites: Record<string, string[]> = {
  overall: items,
  'element:a': ['a1', 'a2'],
  'element:b': ['b1'],
};

interface Row {
  codes: number[];
  group: number;
  key: number;
  in: boolean;
}
const rowArbitrary: fc.Arbitrary<Row> = fc.record({
  codes: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
  group: fc.integer({ min: 0, max: 31 }),
  key: fc.integer({ min: 0, max: 2 }),
  in: fc.boolean(),
});

/** The rows as columns that do not start at a multiple of four, as blocks cut out of a buffer may not. */
function unalignedColumns(rows: Row[]): Columns {
  const of = (code: (row: Row) => number) => {
    const column = new Uint8Array(rows.length + 1).subarray(1);
    rows.forEach((row, i) => (column[i] = code(row)));
    return column;
  };
  const levels = Object.fromEntries(items.map((id, c) => [id, of((row) => row.codes[c]!)]));
  return { rows: rows.length, levels, group: of((row) => row.group), weight: null };
}

/** The same counts the slow way, straight from the definition. */
function recount(rows: Row[]): Pick<Tally, 'answers' | 'respondents' | 'rows'> {
  const answers = new Float64Array(items.length * REPLICATE_GROUPS * CODES);
  const respondents = new Float64Array(3 * REPLICATE_GROUPS);
  const perGroup = new Float64Array(REPLICATE_GROUPS);
  for (const { codes, group } of rows) {
    perGroup[group]! += 1;
    codes.forEach((code, c) => (answers[(c * REPLICATE_GROUPS + group) * CODES + code]! += 1));
    Object.values(composites).forEach((members, k) => {
      const answered = members.some((id) => [1, 2, 3, 4, 5].includes(codes[items.indexOf(id)]!));
      if (answered) respondents[k * REPLICATE_GROUPS + group]! += 1;
    });
  }
  return { answers, respondents, rows: perGroup };
}

describe('tally', () => {
  it('equals a recount of the rows the mask lets through, whole and by key, for any answers', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 60 }), (rows) => {
        const columns = unalignedColumns(rows);
        const mask = Uint8Array.from(rows, (row) => Number(row.in));
        expect(tally(columns, structure, mask)).toMatchObject(recount(rows.filter((row) => row.in)));
        expect(tally(columns, structure, null)).toMatchObject(recount(rows));
        const byKey = tallyBy(
          columns,
          structure,
          mask,
          Uint8Array.from(rows, ({ key }) => key),
          3,
        );
        byKey.forEach((of, key) =>
          expect(of).toMatchObject(recount(rows.filter((row) => row.in && row.key === key))),
        );
      }),
    );
  });

  it('adds up: blocks counted apart, in one builder or all at once give the same', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 60 }), fc.nat(60), (rows, cut) => {
        const blocks = [rows.slice(0, cut), rows.slice(cut)].map(unalignedColumns);
        const whole = tally(unalignedColumns(rows), structure, null);
        const builder = startTally(structure, 1);
        blocks.forEach((block) => builder.add(block, null, null));
        expect(addTallies(blocks.map((block) => tally(block, structure, null)))).toEqual(whole);
        expect(builder.tallies()).toEqual([whole]);
      }),
    );
  });

  it.each([3, 300])('equals a recount beyond one tile of rows, with %d keys', (keys) => {
    const random = seededRandom('tiles');
    const rows = Array.from({ length: 140_001 }, (_, i): Row => {
      const codes = [random.below(7), random.below(7), random.below(7)];
      // a stretch longer than a tile in which nothing counts
      return { codes, group: random.below(32), key: random.below(keys), in: i < 3000 || i > 132_000 };
    });
    const mask = Uint8Array.from(rows, (row) => Number(row.in));
    const byKey = tallyBy(
      unalignedColumns(rows),
      structure,
      mask,
      Uint16Array.from(rows, ({ key }) => key),
      keys,
    );
    byKey.forEach((of, key) => {
      const { answers, respondents } = recount(rows.filter((row) => row.in && row.key === key));
      expect(of.answers.every((n, cell) => n === answers[cell])).toBe(true);
      expect(of.respondents.every((n, cell) => n === respondents[cell])).toBe(true);
    });
  });

  it('counts several breakdowns in one pass as it counts each alone, whatever their masks and numbers of keys', () => {
    const random = seededRandom('together');
    const size = 70_000; // more than one tile
    const column = (most: number) => Uint8Array.from({ length: size }, () => random.below(most));
    const columns = columnsOf({}, { rows: size, group: column(32) });
    Object.assign(columns.levels, { a1: column(7), b1: column(7) });
    const breakdowns = [
      { mask: null, key: column(3), keys: 3 },
      { mask: column(2), key: Uint16Array.from(column(250), (key) => key * 4), keys: 1000 },
      { mask: new Uint8Array(size), key: column(2), keys: 2 },
      { mask: column(2), key: null, keys: 1 },
    ];
    const together = tallyEach(columns, structure, breakdowns);
    breakdowns.forEach(({ mask, key, keys }, at) => {
      const alone = key ? tallyBy(columns, structure, mask, key, keys) : [tally(columns, structure, mask)];
      expect(together[at]).toHaveLength(keys);
      const isEqual = together[at]!.every((of, k) =>
        (['answers', 'respondents', 'rows'] as const).every((name) =>
          of[name].every((n, cell) => n === alone[k]![name][cell]),
        ),
      );
      expect(isEqual).toBe(true);
    });
  });

  it('counts nothing, not even a blank, for an item that a form does not ask', () => {
    const counted = tally(columnsOf({ a1: [5, 4], b1: [0, 6] }), structure, null);
    const cells = (c: number) =>
      counted.answers.subarray(c * 256, (c + 1) * 256).reduce((sum, n) => sum + n, 0);
    expect([cells(0), cells(1), cells(2)]).toEqual([2, 0, 2]);
  });

  it('keeps weights beside the plain counts and adds them to unweighted ones', () => {
    const weight = Float64Array.from([2, 0.5]);
    const weighted = tally(columnsOf({ a1: [5, 4] }, { weight }), structure, null);
    const plain = tally(columnsOf({ a1: [3] }), structure, null);
    const both = addTallies([weighted, plain]);
    // row 1 in group 0 on level 5, row 2 in group 1 on level 4, the plain row in group 0 on level 3
    expect([both.weighted?.[5], both.weighted?.[8 + 4], both.weighted?.[3]]).toEqual([2, 0.5, 1]);
    expect([both.answers[5], both.answers[8 + 4], both.answers[3]]).toEqual([1, 1, 1]);
    expect([both.weightSum, both.weightSquares]).toEqual([3.5, 5.25]);
    const builder = startTally(structure, 1);
    builder.add(columnsOf({ a1: [3] }), null, null);
    builder.add(columnsOf({ a1: [5, 4] }, { weight }), null, null);
    expect(builder.tallies()[0]?.weighted).toEqual(both.weighted);
  });

  it('is empty for no tallies at all', () => {
    expect(addTallies([])).toMatchObject({ criteria: [], composites: [], weighted: null, weightSum: 0 });
  });

  it('keeps items that only some tallies know', () => {
    const left = tally(columnsOf({ a1: [5] }), structureOf('a1'), null);
    const right = tally(columnsOf({ b1: [1] }), structureOf('b1'), null);
    expect(addTallies([left, right])).toMatchObject({
      criteria: ['a1', 'b1'],
      composites: ['overall', 'element:a', 'element:b'],
    });
  });

  it.each([
    ['a key beyond the keys', () => tallyBy(columnsOf({ a1: [5] }), structure, null, Uint8Array.of(3), 3)],
    [
      'a replicate group beyond 31',
      () => tally(columnsOf({ a1: [5] }, { group: Uint8Array.of(32) }), structure, null),
    ],
    ['a column that is too short', () => tally({ ...columnsOf({ a1: [5, 5] }), rows: 3 }, structure, null)],
    ['a code that is no level', () => tally(columnsOf({ a1: [9] }), structure, null)],
  ])('refuses %s', (_, count) => {
    expect(count).toThrow(RangeError);
  });
});
