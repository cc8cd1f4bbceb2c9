import { describe, expect, it } from '@jest/globals';
import {
  bitsOf,
  bytesOf,
  packColumn,
  unpackBytes,
  unpackPairs,
  type Column,
} from '../../server/domain/pack-column.js';
import { seededRandom } from '../../server/satisfaction/random.js';

function packed(column: Column): Uint8Array {
  const bits = bitsOf(column);
  const bytes = new Uint8Array(bytesOf(column.length, bits));
  packColumn(column, bits, bytes, 0);
  return bytes;
}

describe('packColumn', () => {
  it('takes as few bits a value as the largest one needs', () => {
    // Largest value → bits: 2 bits hold 0…3, 4 hold 0…15, 8 hold 0…255.
    const needed = [0, 1, 3, 4, 15, 16, 255, 256, 65535].map((most) => bitsOf(Uint16Array.of(0, most, 0)));
    expect(needed).toEqual([0, 2, 2, 4, 4, 8, 8, 16, 16]);
    expect(bitsOf(new Uint8Array(0))).toBe(0);
  });

  it('puts the first row in the lowest bits of a byte', () => {
    expect([...packed(Uint8Array.of(5, 6, 1))]).toEqual([0x65, 0x01]);
    expect([...packed(Uint8Array.of(1, 2, 3, 0, 1))]).toEqual([0b00_11_10_01, 0b01]);
    expect([...packed(Uint8Array.of(0, 0, 0))]).toEqual([]);
  });

  it('gives every value back, for any largest value and any number of rows', () => {
    const random = seededRandom('pack column');
    for (const most of [0, 1, 3, 6, 15, 31, 255, 256, 65535]) {
      for (let rows = 0; rows < 70; rows += 1) {
        const values = Array.from({ length: rows }, () => random.below(most + 1));
        const wide = Uint16Array.from(values);
        // One byte before it, so that two-byte values begin at an odd address.
        const bits = bitsOf(wide);
        const bytes = new Uint8Array(1 + bytesOf(rows, bits));
        packColumn(wide, bits, bytes, 1);
        const column = { bytes, offset: 1, bits };
        expect([...unpackPairs(column, rows)]).toEqual(values);
        if (bits !== 16) expect([...unpackBytes(column, rows)]).toEqual(values);
      }
    }
  });

  it('hands out memory of its own, so that the packed bytes may go', () => {
    // A Buffer, as database drivers hand out: its `slice` would be a view.
    const bytes = Buffer.from(packed(Uint8Array.of(200, 201)));
    const pairs = Buffer.from(packed(Uint16Array.of(300)));
    const values = [
      unpackBytes({ bytes, offset: 0, bits: 8 }, 2),
      unpackPairs({ bytes: pairs, offset: 0, bits: 16 }, 1),
    ];
    bytes.fill(0);
    pairs.fill(0);
    expect(values.map((each) => [...each])).toEqual([[200, 201], [300]]);
  });
});
