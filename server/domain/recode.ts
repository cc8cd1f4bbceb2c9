import type { Column } from './pack-column.js';

/** Turns codes into others where they stand, in the rows `from` … `to − 1`, as `table` says. */
export type Recode = (codes: Column, table: Uint16Array, from: number, to: number) => void;

/** `table` has a code for each code; those that it does not know become 0. */
export const recodeEach: Recode = (codes, table, from, to) => {
  for (let row = from; row < to; row += 1) codes[row] = table[codes[row]!] ?? 0;
};

/** Codes are sets of bits; `table` has a set for each bit. */
export const recodeBits: Recode = (codes, table, from, to) => {
  for (let row = from; row < to; row += 1) {
    const set = codes[row]!;
    let bits = 0;
    for (let bit = 0; bit < table.length; bit += 1) if (set & (1 << bit)) bits |= table[bit]!;
    codes[row] = bits;
  }
};
