/** A column in as few bits a value as its largest one needs. */

/** Bits a value may take; 0: every value is 0, and nothing is kept. */
export type Bits = 0 | 2 | 4 | 8 | 16;

/** Codes of one row each. */
export type Column = Uint8Array | Uint16Array;

/** The fewest bits in which every value of the column can be told. */
export function bitsOf(column: Column): Bits {
  // Enough to know the highest bit in use, and faster than asking for the largest value.
  let used = 0;
  for (let row = 0; row < column.length; row += 1) used |= column[row]!;
  if (used === 0) return 0;
  if (used < 4) return 2;
  if (used < 16) return 4;
  return used < 256 ? 8 : 16;
}

/** Bytes that so many values take. */
export function bytesOf(rows: number, bits: Bits): number {
  return Math.ceil((rows * bits) / 8);
}

/** Writes a column at a place of `to`, which holds zeros there. The first row stands in the lowest bits of its byte. */
export function packColumn(column: Column, bits: Bits, to: Uint8Array, at: number): void {
  if (bits === 16) {
    to.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    return;
  }
  if (bits === 8) {
    to.set(column, at);
    return;
  }
  if (bits === 0) return;
  const shift = bits === 4 ? 1 : 2;
  const last = (1 << shift) - 1;
  for (let row = 0; row < column.length; row += 1)
    to[at + (row >> shift)]! |= column[row]! << (bits * (row & last));
}

/** A packed column within a run of bytes: it begins at any of them. */
export interface PackedColumn {
  bytes: Uint8Array;
  offset: number;
  bits: Bits;
}

/**
 * Writes the values of the rows `first` … `first + rows − 1` to `to` from its place `at` on.
 * @throws RangeError when a value takes more than a byte.
 */
export function unpackToBytes(
  column: PackedColumn,
  first: number,
  rows: number,
  to: Uint8Array,
  at: number,
): void {
  const { bytes, offset, bits } = column;
  if (bits === 16) throw new RangeError('a column of bytes holds values of two');
  if (bits === 0) to.fill(0, at, at + rows);
  else if (bits === 8) to.set(bytes.subarray(offset + first, offset + first + rows), at);
  else if (bits === 4) unpackHalves(bytes, 2 * offset + first, rows, to, at);
  else unpackQuarters(bytes, 4 * offset + first, rows, to, at);
}

/** The same for values of at most two bytes. */
export function unpackToPairs(
  column: PackedColumn,
  first: number,
  rows: number,
  to: Uint16Array,
  at: number,
): void {
  const { bytes, offset, bits } = column;
  if (bits === 16) {
    const begin = offset + 2 * first;
    new Uint8Array(to.buffer, to.byteOffset + 2 * at).set(bytes.subarray(begin, begin + 2 * rows));
  } else {
    const narrow = new Uint8Array(rows);
    unpackToBytes(column, first, rows, narrow, 0);
    to.set(narrow, at);
  }
}

/** Bytes of packed values that are spread out together; a multiple of four, and few enough for the processor's first cache. */
const STRETCH = 4096;
/** Those bytes and their values, each as words: four bytes hold eight values, and those fill two words. Not kept from call to call. */
const halves = new Uint32Array(STRETCH / 4);
const halfBytes = new Uint8Array(halves.buffer);
const spread = new Uint32Array(STRETCH / 2);
const spreadBytes = new Uint8Array(spread.buffer);

/** Two values a byte, rows counted from the first of all bytes. They may begin and end within one. */
function unpackHalves(packed: Uint8Array, first: number, rows: number, to: Uint8Array, at: number): void {
  const end = first + rows;
  for (let row = first & ~1; row < end; row += 2 * STRETCH) {
    const bytes = packed.subarray(row >> 1, Math.min((row >> 1) + STRETCH, (end + 1) >> 1));
    halfBytes.set(bytes);
    spreadHalves(bytes.length);
    const from = Math.max(row, first);
    const until = Math.min(row + 2 * STRETCH, end);
    to.set(spreadBytes.subarray(from - row, until - row), at + from - first);
  }
}

/** Spreads so many bytes of `halves` out over `spread`, a value a byte (in memory the lowest bits come first). */
function spreadHalves(bytes: number): void {
  for (let word = 0; 4 * word < bytes; word += 1) {
    const eight = halves[word]!;
    const four = (eight & 0xff) | ((eight & 0xff00) << 8);
    const next = ((eight >>> 16) & 0xff) | ((eight >>> 8) & 0xff0000);
    spread[2 * word] = (four | (four << 4)) & 0x0f0f0f0f;
    spread[2 * word + 1] = (next | (next << 4)) & 0x0f0f0f0f;
  }
}

/** Four values a byte, whole bytes in one step. */
function unpackQuarters(packed: Uint8Array, first: number, rows: number, to: Uint8Array, at: number): void {
  const end = at + rows;
  let row = first;
  for (; (row & 3) !== 0 && at < end; row += 1) to[at++] = (packed[row >> 2]! >> (2 * (row & 3))) & 3;
  for (; at + 3 < end; at += 4, row += 4) {
    const four = packed[row >> 2]!;
    to[at] = four & 3;
    to[at + 1] = (four >> 2) & 3;
    to[at + 2] = (four >> 4) & 3;
    to[at + 3] = four >> 6;
  }
  for (; at < end; row += 1) to[at++] = (packed[row >> 2]! >> (2 * (row & 3))) & 3;
}

/** Values of at most one byte, in memory of their own. @throws RangeError when there are wider ones. */
export function unpackBytes(column: PackedColumn, rows: number): Uint8Array {
  const values = new Uint8Array(rows);
  unpackToBytes(column, 0, rows, values, 0);
  return values;
}

/** Values of at most two bytes, in memory of their own. */
export function unpackPairs(column: PackedColumn, rows: number): Uint16Array {
  const values = new Uint16Array(rows);
  unpackToPairs(column, 0, rows, values, 0);
  return values;
}
