/** A column in as few bits a value as its largest one needs. */

/** Bits a value may take; 0: every value is 0, and nothing is kept. */
export type Bits = 0 | 2 | 4 | 8 | 16;

/** Codes of one row each. */
export type Column = Uint8Array | Uint16Array;

/** Values of one byte that holds several, side by side as they stand in memory (little-endian). */
const pairs = Uint16Array.from({ length: 256 }, (_, byte) => (byte & 15) | ((byte >> 4) << 8));
const fours = Uint32Array.from(
  { length: 256 },
  (_, byte) => (byte & 3) | (((byte >> 2) & 3) << 8) | (((byte >> 4) & 3) << 16) | ((byte >> 6) << 24),
);

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

/** Values of at most one byte, in memory of their own. */
export function unpackBytes(packed: Uint8Array, bits: Exclude<Bits, 16>, rows: number): Uint8Array {
  if (bits === 0) return new Uint8Array(rows);
  // Not `slice`: that of a Buffer does not copy.
  if (bits === 8) return new Uint8Array(packed.subarray(0, rows));
  const size = bytesOf(rows, bits);
  const values = bits === 4 ? new Uint16Array(size) : new Uint32Array(size);
  const table = bits === 4 ? pairs : fours;
  for (let at = 0; at < size; at += 1) values[at] = table[packed[at]!]!;
  return new Uint8Array(values.buffer, 0, rows);
}

/** Values of at most two bytes, in memory of their own, wherever the packed ones begin. */
export function unpackPairs(packed: Uint8Array, bits: Bits, rows: number): Uint16Array {
  return bits === 16
    ? new Uint16Array(new Uint8Array(packed.subarray(0, 2 * rows)).buffer)
    : new Uint16Array(unpackBytes(packed, bits, rows));
}
