/** Work on the codes of a tile, four bytes in one step. All arrays hold the same rows. */

/** Code of an item that the form does not ask; never in data. */
export const NOT_ASKED = 7;

/**
 * Adds to `patterns` which rows gave a valid answer (1…5): their byte gets the bits of `bits` (0…63). A code is valid when
 * bit 0 is set or exactly one of bits 1 and 2 is: true for 1…5, false for BLANK 0 and NOT_USED 6.
 * @throws RangeError when a byte is above 7: it would be counted in a cell of another place.
 */
export function markAnswered(codes: Uint32Array, words: number, bits: number, patterns: Uint32Array): void {
  let seen = 0;
  for (let w = 0; w < words; w++) {
    const code = codes[w]!;
    seen |= code;
    patterns[w]! |= Math.imul((code | ((code >>> 1) ^ (code >>> 2))) & 0x01010101, bits);
  }
  if ((seen & 0xf8f8f8f8) !== 0) throw new RangeError('a column holds a code that is no level');
}

/** Joins two items into one code of six bits: left × 8 + right. */
export function joinCodes(left: Uint32Array, right: Uint32Array, words: number, joint: Uint32Array): void {
  for (let w = 0; w < words; w++) joint[w] = (left[w]! << 3) | right[w]!;
}
