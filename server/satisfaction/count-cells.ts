/** The counting loops. No branch inside and one kind of array each, so that V8 keeps them tight. */

/** Adds 1 to the cell `slot · 2^shift + code` of each row. */
export function countCodes(
  codes: Uint8Array,
  slots: Uint32Array,
  size: number,
  shift: number,
  cells: Uint32Array,
): void {
  for (let i = 0; i < size; i++) cells[(slots[i]! << shift) | codes[i]!]!++;
}

/** Adds each row's weight to the same cell. */
export function weighCodes(
  codes: Uint8Array,
  slots: Uint32Array,
  weights: Float64Array,
  size: number,
  shift: number,
  cells: Float64Array,
): void {
  for (let i = 0; i < size; i++) cells[(slots[i]! << shift) | codes[i]!]! += weights[i]!;
}
