/** The counting loops. No branch inside and one kind of array each, so that V8 keeps them tight. */

/** Adds 1 to the cell `slot | code` of each row; the low bits of a slot are free for the code. */
export function countCodes(codes: Uint8Array, slots: Uint32Array, size: number, cells: Uint32Array): void {
  const whole = size & ~3;
  for (let i = 0; i < whole; i += 4) {
    cells[slots[i]! | codes[i]!]!++;
    cells[slots[i + 1]! | codes[i + 1]!]!++;
    cells[slots[i + 2]! | codes[i + 2]!]!++;
    cells[slots[i + 3]! | codes[i + 3]!]!++;
  }
  for (let i = whole; i < size; i++) cells[slots[i]! | codes[i]!]!++;
}

/** Adds each row's weight to the same cell. */
export function weighCodes(
  codes: Uint8Array,
  slots: Uint32Array,
  weights: Float64Array,
  size: number,
  cells: Float64Array,
): void {
  for (let i = 0; i < size; i++) cells[slots[i]! | codes[i]!]! += weights[i]!;
}
