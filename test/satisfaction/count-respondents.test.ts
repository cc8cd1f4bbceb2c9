import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countRespondents } from '../../server/satisfaction/count-respondents.js';
import { tallyBy } from '../../server/satisfaction/tally.js';
import { respondentsByGroup } from '../../server/satisfaction/tally-counts.js';
import { columnsOf, structureOf } from './build.js';

const structure = structureOf('a1 a2 b1');
const row = fc.record({
  a1: fc.integer({ min: 0, max: 6 }),
  a2: fc.constantFrom(0, 6, 3),
  b1: fc.constantFrom(0, 0, 6, 1),
  counts: fc.integer({ min: 0, max: 1 }),
  key: fc.integer({ min: 0, max: 3 }),
});

describe('countRespondents', () => {
  it('is the n of the overall index under each key, as the tallies give it', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const codes = (id: 'a1' | 'a2' | 'b1') => rows.map((each) => each[id]);
        const columns = columnsOf({ a1: codes('a1'), a2: codes('a2'), b1: codes('b1') });
        const mask = Uint8Array.from(rows, ({ counts }) => counts);
        const key = Uint8Array.from(rows, (each) => each.key);
        const [high, low] = [key.map((each) => each >> 1), Uint16Array.from(key, (each) => each & 1)];
        const tallies = tallyBy(columns, structure, mask, key, 4);
        const expected = tallies.map((tally) =>
          respondentsByGroup(tally, { level: 'overall', id: 'overall' }).reduce((sum, n) => sum + n, 0),
        );
        expect([...countRespondents(columns, structure, mask, [{ key, keys: 4 }])]).toEqual(expected);
        const joint = countRespondents(columns, structure, mask, [
          { key: high, keys: 2 },
          { key: low, keys: 2 },
        ]);
        expect([...joint]).toEqual(expected);
      }),
    );
  });

  it('counts all rows under one key without a mask and a key, forms that lack an item included', () => {
    const columns = columnsOf({ a2: [5, 0, 6, 1] });
    expect([...countRespondents(columns, structure, null, [])]).toEqual([2]);
  });
});
