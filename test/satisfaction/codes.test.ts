import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eachStretch } from '../../server/satisfaction/code-stretches.js';
import {
  codeRoom,
  type PlainCodes,
  type StoredBytes,
  type StoredPairs,
} from '../../server/satisfaction/codes.js';
import { countRespondents } from '../../server/satisfaction/count-respondents.js';
import { jointCodes } from '../../server/satisfaction/joint-codes.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { tallyBy } from '../../server/satisfaction/tally.js';
import { tallyEach } from '../../server/satisfaction/tally-each.js';
import { columnsOf, structureOf } from './build.js';

const structure = structureOf('a1 a2 b1');

/** The same codes, handed out only when they are read. */
function storedBytes(codes: Uint8Array): StoredBytes {
  return {
    width: 1,
    length: codes.length,
    copy: (from, size, to) => to.set(codes.subarray(from, from + size)),
  };
}

function storedPairs(codes: PlainCodes): StoredPairs {
  return {
    width: 2,
    length: codes.length,
    copy: (from, size, to) => to.set(codes.subarray(from, from + size)),
  };
}

describe('stored codes', () => {
  it('are counted as plain ones are, whatever is stored: answers, groups or keys', () => {
    const random = seededRandom('stored codes');
    const rows = 300_001; // more than one tile, and no multiple of four
    const column = (most: number) => Uint8Array.from({ length: rows }, () => random.below(most));
    const plain = columnsOf({}, { rows, group: column(32) });
    Object.assign(plain.levels, { a1: column(7), a2: column(7), b1: column(7) });
    const levels = Object.fromEntries(Object.entries(plain.levels).map(([id, of]) => [id, storedBytes(of)]));
    const packed = { ...plain, levels, group: storedBytes(plain.group) };
    const [mask, key] = [column(2), Uint16Array.from(column(250), (code) => code + 20)];
    const breakdowns = [
      { mask, key, keys: 270 },
      { mask: null, key: column(3), keys: 3 },
      { mask, key: column(2), keys: 2 },
    ];
    const asked = breakdowns.map((breakdown) => ({ ...breakdown, key: storedPairs(breakdown.key) }));
    expect(tallyEach(packed, structure, asked)).toEqual(tallyEach(plain, structure, breakdowns));
    expect(countRespondents(packed, structure, mask, [asked[0]!])).toEqual(
      countRespondents(plain, structure, mask, [breakdowns[0]!]),
    );
  });

  it('are refused where a row has a key beyond the keys', () => {
    const key = storedPairs(Uint16Array.of(0, 300));
    expect(() => tallyBy(columnsOf({ a1: [1, 2] }), structure, null, key, 300)).toThrow('row 2: key 300');
  });
});

describe('jointCodes', () => {
  it('are every combination of codes, the last column fastest, wherever reading begins', () => {
    const rows = fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(29)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.nat(40), (codes, skipped) => {
        const columns = [3, 4, 30].map((keys, at) => ({
          key: Uint8Array.from(codes, (row) => row[at]!),
          keys,
        }));
        const joint = jointCodes(columns, codes.length);
        const from = Math.min(skipped, codes.length - 1);
        const read = codeRoom().read(joint, from, codes.length - from);
        expect([...read]).toEqual(codes.slice(from).map(([a, b, c]) => (a * 4 + b) * 30 + c));
        expect([joint.width, joint.length]).toEqual([2, codes.length]);
      }),
    );
  });

  it('take one byte where 256 combinations are enough, and are all 0 for a column that is null', () => {
    expect(jointCodes([{ key: null, keys: 256 }], 2).width).toBe(1);
    expect([...codeRoom().read(jointCodes([{ key: null, keys: 256 }], 2), 0, 2)]).toEqual([0, 0]);
  });

  it('are refused with more combinations than two bytes hold, or a code beyond the keys of its column', () => {
    expect(() => jointCodes([{ key: null, keys: 65_537 }], 1)).toThrow('65537 joint keys');
    const joint = jointCodes([{ key: Uint8Array.of(0, 1, 2), keys: 2 }], 3);
    expect(() => codeRoom().read(joint, 1, 2)).toThrow('row 3: key 2 of 2');
  });
});

describe('eachStretch', () => {
  it('shows every row of all columns once and in order', () => {
    const rows = 20_000; // more than two stretches
    const [first, second] = [Uint16Array.from({ length: rows }, (_, at) => at), new Uint8Array(rows).fill(7)];
    const seen: number[] = [];
    let ofSecond = 0;
    eachStretch(rows, [storedPairs(first), second], ([a, b], from, size) => {
      expect(a![0]).toBe(from);
      for (let at = 0; at < size; at += 1) {
        seen.push(a![at]!);
        ofSecond += b![at]!;
      }
    });
    expect(seen).toEqual([...first]);
    expect(ofSecond).toBe(7 * rows);
  });
});
