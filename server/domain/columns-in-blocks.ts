import { codeRoom, type StoredBytes, type StoredPairs } from '../satisfaction/codes.js';
import type { PackedBlock } from './pack-block.js';
import { bitsOf, bytesOf, packColumn, type Bits } from './pack-column.js';
import { packedBytes, packedPairs, type BlockRows, type ColumnPieces } from './packed-codes.js';
import { recodeBits, recodeEach } from './recode.js';

/** Columns by name (those of a packed block, and `unit`, `month`, `questionnaire`), put together block by block. */
export interface ColumnsInBlocks {
  rows: number;
  /**
   * Notes where a column lies in block `block`. `table` turns its codes into those of the whole column: by code, or by bit
   * in a column of sets (`m:…`). null: they are the same.
   */
  add(name: string, block: number, offset: number, bits: Bits, table: Uint16Array | null): void;
  /** All rows of the block have the same code. */
  fill(name: string, block: number, code: number): void;
  /** A column; all 0 where no block has it. @throws Error when a block has codes of two bytes in it. */
  bytes(name: string): StoredBytes;
  /** A column whose codes may be beyond 255. */
  pairs(name: string): StoredPairs;
  /** The names that begin so, without their beginning. */
  names(prefix: string): string[];
}

/**
 * Where a block has fewer rows than this on average, columns are packed anew as one piece: a piece of few rows takes longer
 * to find than to unpack.
 */
const ROWS_A_PIECE = 128;

export function columnsInBlocks(blocks: readonly PackedBlock[]): ColumnsInBlocks {
  const starts = new Uint32Array(blocks.length + 1);
  blocks.forEach(({ rows }, at) => (starts[at + 1] = starts[at]! + rows));
  const rows = starts[blocks.length]!;
  const areSmall = rows < ROWS_A_PIECE * blocks.length;
  const place: BlockRows = { starts, bytes: blocks.map(({ bytes }) => bytes) };
  const columns = new Map<string, ColumnPieces>();

  function piecesOf(name: string): ColumnPieces {
    const known = columns.get(name);
    if (known) return known;
    const pieces: ColumnPieces = {
      offsets: new Uint32Array(blocks.length),
      bits: new Uint8Array(blocks.length),
      tables: new Map(),
      recode: name.startsWith('m:') ? recodeBits : recodeEach,
    };
    columns.set(name, pieces);
    return pieces;
  }
  return {
    rows,
    add(name, block, offset, bits, table) {
      const pieces = piecesOf(name);
      pieces.offsets[block] = offset;
      pieces.bits[block] = bits;
      if (table) pieces.tables.set(block, table);
    },
    fill: (name, block, code) => void piecesOf(name).tables.set(block, Uint16Array.of(code)),
    bytes(name) {
      const pieces = piecesOf(name);
      const damaged = pieces.bits.indexOf(16);
      if (damaged >= 0) throw new Error(`Answer block ${blocks[damaged]!.id} is damaged`);
      const codes = packedBytes(place, pieces);
      return areSmall ? packedBytes(...inOnePiece(codes)) : codes;
    },
    pairs(name) {
      const codes = packedPairs(place, piecesOf(name));
      return areSmall ? packedPairs(...inOnePiece(codes)) : codes;
    },
    names: (prefix) =>
      [...columns.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
  };
}

/** The same codes packed anew. */
function inOnePiece(codes: StoredBytes | StoredPairs): [BlockRows, ColumnPieces] {
  const plain = codeRoom().read(codes, 0, codes.length);
  const bits = bitsOf(plain);
  const bytes = new Uint8Array(bytesOf(plain.length, bits));
  packColumn(plain, bits, bytes, 0);
  return [
    { starts: Uint32Array.of(0, plain.length), bytes: [bytes] },
    { offsets: Uint32Array.of(0), bits: Uint8Array.of(bits), tables: new Map(), recode: recodeEach },
  ];
}
