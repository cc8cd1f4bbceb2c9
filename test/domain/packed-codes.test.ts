import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, packColumn, type Bits } from '../../server/domain/pack-column.js';
import {
  packedBytes,
  packedPairs,
  type BlockRows,
  type ColumnPieces,
} from '../../server/domain/packed-codes.js';
import { recodeBits, recodeEach } from '../../server/domain/recode.js';
import { codeRoom } from '../../server/satisfaction/codes.js';
import { seededRandom } from '../../server/satisfaction/random.js';

/** What a block holds of one column. */
interface Piece {
  codes: number[];
  bits: Bits;
  /** Bytes of other columns before it. */
  offset: number;
  /** What is added to each of its codes in the whole column; null: nothing. */
  added: number | null;
}

function packed(pieces: Piece[]): [BlockRows, ColumnPieces] {
  const starts = pieces.reduce((ends, { codes }) => [...ends, ends.at(-1)! + codes.length], [0]);
  const bytes = pieces.map(({ codes, bits, offset }) => {
    const size = bytesOf(codes.length, bits);
    // What stands beside the column is not zero, so that reading a bit too many shows.
    const block = new Uint8Array(offset + size + 3).fill(0xff);
    block.fill(0, offset, offset + size);
    packColumn(Uint16Array.from(codes), bits, block, offset);
    return block;
  });
  const tables = pieces.flatMap(({ bits, added }, at): [number, Uint16Array][] =>
    added === null ? [] : [[at, Uint16Array.from({ length: 2 ** bits }, (_, code) => code + added)]],
  );
  return [
    { starts: Uint32Array.from(starts), bytes },
    {
      offsets: Uint32Array.from(pieces, ({ offset }) => offset),
      bits: Uint8Array.from(pieces, ({ bits }) => bits),
      tables: new Map(tables),
      recode: recodeEach,
    },
  ];
}

const plain = (pieces: Piece[]): number[] =>
  pieces.flatMap(({ codes, added }) => codes.map((code) => code + (added ?? 0)));

const pieceOf = (bits: Bits): fc.Arbitrary<Piece> =>
  fc.record({
    codes: fc.array(fc.nat(2 ** bits - 1), { maxLength: 30 }),
    bits: fc.constant(bits),
    offset: fc.nat(5),
    // Two-byte codes are changed as they are elsewhere; a sum would overflow.
    added: bits === 16 ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: 200 })),
  });

describe('a block in which nobody chose anything', () => {
  it('has no bit of any option, also where the options stand in another order', () => {
    const starts = Uint32Array.of(0, 3, 5);
    const pieces: ColumnPieces = {
      ...{ offsets: Uint32Array.of(0, 0), bits: Uint8Array.of(0, 0), recode: recodeBits },
      tables: new Map([[0, Uint16Array.of(256, 1)]]),
    };
    const codes = codeRoom().read(
      packedPairs({ starts, bytes: [new Uint8Array(0), new Uint8Array(0)] }, pieces),
      0,
      5,
    );
    expect([...codes.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('packedPairs', () => {
  it('reads any stretch of rows as it was packed: of any bits, from any byte, across blocks', () => {
    const bits = fc.constantFrom<Bits>(0, 2, 4, 8, 16);
    fc.assert(
      fc.property(
        fc.array(bits.chain(pieceOf), { minLength: 1, maxLength: 6 }),
        fc.nat(180),
        fc.nat(180),
        (pieces, one, other) => {
          const codes = plain(pieces);
          const [from, to] = [one, other].map((row) => Math.min(row, codes.length)).sort((a, b) => a - b);
          const read = codeRoom().read(packedPairs(...packed(pieces)), from!, to! - from!);
          expect([...read]).toEqual(codes.slice(from, to));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('packedBytes', () => {
  it('reads blocks longer than what is unpacked in one step, whole and from any row', () => {
    const random = seededRandom('packed bytes');
    const piece = (rows: number, bits: Bits, offset: number): Piece => ({
      codes: Array.from({ length: rows }, () => random.below(2 ** bits)),
      ...{ bits, offset, added: null },
    });
    const pieces = [
      piece(20_001, 4, 1),
      piece(8191, 4, 0),
      piece(17_000, 2, 3),
      piece(9, 0, 0),
      piece(99, 8, 2),
    ];
    const codes = plain(pieces);
    const column = packedBytes(...packed(pieces));
    expect(column.length).toBe(codes.length);
    for (let test = 0; test < 50; test += 1) {
      const from = test === 0 ? 0 : random.below(codes.length);
      const size = test === 0 ? codes.length : random.below(codes.length - from);
      const read = codeRoom().read(column, from, size);
      expect(Buffer.compare(read as Uint8Array, Uint8Array.from(codes.slice(from, from + size)))).toBe(0);
    }
  });

  it('leaves what lies behind the stretch as it was', () => {
    const pieces: Piece[] = [{ codes: [1, 2, 3, 1, 2, 3, 1], bits: 4, offset: 0, added: null }];
    const to = new Uint8Array(8).fill(9);
    packedBytes(...packed(pieces)).copy(1, 3, to);
    expect([...to]).toEqual([2, 3, 1, 9, 9, 9, 9, 9]);
  });
});

describe('recodeBits', () => {
  it('turns each bit of a set into the set that the table has for it, in the given rows only', () => {
    const sets = Uint16Array.of(0b11, 0b11, 0b01, 0b100);
    recodeBits(sets, Uint16Array.of(0b1000, 0b0001), 1, 4);
    expect([...sets]).toEqual([0b11, 0b1001, 0b1000, 0]);
  });
});
