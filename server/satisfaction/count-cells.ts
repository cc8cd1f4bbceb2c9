/** The counting loops. Each takes one kind of array and has no branch inside, so that V8 keeps them tight. */
import type { RowMask } from './columns.js';

/** Adds 1 (or the mask) to cell `slot·8 + code` of each row. */
export function countCodes(column: Uint8Array, slot: Uint32Array, mask: RowMask, cells: Uint32Array): void {
  const rows = slot.length;
  if (mask === null) for (let i = 0; i < rows; i++) cells[(slot[i]! << 3) | column[i]!]!++;
  else for (let i = 0; i < rows; i++) cells[(slot[i]! << 3) | column[i]!]! += mask[i]!;
}

/** Adds the weight of each row (null: 1) to cell `slot·8 + code`. */
export function weighCodes(
  column: Uint8Array,
  slot: Uint32Array,
  mask: RowMask,
  weight: Float64Array | null,
  cells: Float64Array,
): void {
  for (let i = 0; i < slot.length; i++) {
    const counted = mask === null ? 1 : mask[i]!;
    cells[(slot[i]! << 3) | column[i]!]! += weight === null ? counted : counted * weight[i]!;
  }
}

/** Adds each row's mark (0 or 1) to the cell of its slot. */
export function countMarks(marks: Uint8Array, slot: Uint32Array, mask: RowMask, cells: Uint32Array): void {
  const rows = slot.length;
  if (mask === null) for (let i = 0; i < rows; i++) cells[slot[i]!]! += marks[i]!;
  else for (let i = 0; i < rows; i++) cells[slot[i]!]! += marks[i]! & mask[i]!;
}
