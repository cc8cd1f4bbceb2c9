import type { StoredBytes, StoredPairs } from '../satisfaction/codes.js';
import { unpackToBytes, unpackToPairs, type Bits, type Column, type PackedColumn } from './pack-column.js';
import type { Recode } from './recode.js';

/** Which rows come from which block: block b has the rows `starts[b]` … `starts[b + 1] − 1` and lies in `bytes[b]`. */
export interface BlockRows {
  starts: Uint32Array;
  bytes: readonly Uint8Array[];
}

/** One column of the blocks. A block that lacks it has no bits of it. */
export interface ColumnPieces {
  /** By block: where its packed values begin, and the bits of each. */
  offsets: Uint32Array;
  bits: Uint8Array;
  /** By block: the table that turns its codes into those of the whole column; absent: they are the same. */
  tables: Map<number, Uint16Array>;
  /** How a table is used. */
  recode: Recode;
}

/**
 * A column that lies in packed blocks, laid end to end; no value is wider than a byte. Nothing is copied: reading it unpacks
 * the rows that are asked for.
 */
export function packedBytes(blocks: BlockRows, pieces: ColumnPieces): StoredBytes {
  return {
    width: 1,
    length: rowsOf(blocks),
    copy: (from, size, to) => copyPieces(blocks, pieces, from, size, to, unpackToBytes),
  };
}

/** The same for values of up to two bytes. */
export function packedPairs(blocks: BlockRows, pieces: ColumnPieces): StoredPairs {
  return {
    width: 2,
    length: rowsOf(blocks),
    copy: (from, size, to) => copyPieces(blocks, pieces, from, size, to, unpackToPairs),
  };
}

type Unpack<C> = (column: PackedColumn, first: number, rows: number, to: C, at: number) => void;

/** Reads the rows `from` … `from + size − 1`, piece after piece. */
function copyPieces<C extends Column>(
  { starts, bytes }: BlockRows,
  { offsets, bits, tables, recode }: ColumnPieces,
  from: number,
  size: number,
  to: C,
  unpack: Unpack<C>,
): void {
  let block = blockOf(starts, from);
  for (let at = 0; at < size; block += 1) {
    const first = from + at - starts[block]!;
    const rows = Math.min(size - at, starts[block + 1]! - starts[block]! - first);
    const table = tables.get(block);
    if (bits[block] === 0) {
      to[at] = 0;
      if (table) recode(to, table, at, at + 1);
      to.fill(to[at]!, at, at + rows);
    }
    if (bits[block] !== 0) {
      const column = { bytes: bytes[block]!, offset: offsets[block]!, bits: bits[block] as Bits };
      unpack(column, first, rows, to, at);
      if (table) recode(to, table, at, at + rows);
    }
    at += rows;
  }
}

function rowsOf({ starts, bytes }: BlockRows): number {
  return starts[bytes.length]!;
}

/** The block in which a row lies. */
function blockOf(starts: Uint32Array, row: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= row) low = middle;
    else high = middle;
  }
  return low;
}
