import type { Codes, PlainCodes } from './codes.js';
import { REPLICATE_GROUPS, type Columns, type RowMask } from './columns.js';

/**
 * Rows looked at together. Few enough that their codes stay in the processor's second cache; so many that it pays to fetch
 * the cells of a joint: with several breakdowns the cells of one push out those of the other.
 */
export const TILE = 262144;

/** Refuses columns that are shorter than they say. @throws RangeError naming the column. */
export function checkLengths(columns: Columns, key: Codes | null): void {
  const { rows, group, levels } = columns;
  const named = [
    ['of replicate groups', group] as const,
    ['of keys', key] as const,
    ...Object.entries(levels),
  ];
  for (const [name, column] of named)
    if (column !== null && column.length < rows)
      throw new RangeError(`column ${name} has ${column.length} rows, not ${rows}`);
}

/** A tile of rows that are about to be sorted: each array begins with the first of them. */
export interface TileKeys {
  /** Position of the first row among all, to name a row that is refused. */
  from: number;
  size: number;
  group: PlainCodes;
  mask: RowMask;
  key: PlainCodes | null;
}

/**
 * Writes the place of each row of a tile into `slots`: key × 32 + replicate group, and one place behind all others for
 * rows that the mask leaves out, with `shift` low bits left for a code. Returns whether any row counts. Groups and keys
 * are checked here, so that the counting loops need not.
 * @throws RangeError naming the row whose group or key is out of range.
 */
export function tileSlots(
  { from, size, group, mask, key }: TileKeys,
  keys: number,
  shift: number,
  slots: Uint32Array,
): boolean {
  const nowhere = keys * REPLICATE_GROUPS;
  let any = false;
  for (let i = 0; i < size; i++) {
    const g = group[i]!;
    const k = key === null ? 0 : key[i]!;
    if (g >= REPLICATE_GROUPS) throw new RangeError(`row ${from + i + 1}: replicate group ${g}`);
    if (k >= keys) throw new RangeError(`row ${from + i + 1}: key ${k} of ${keys}`);
    const counts = mask === null || mask[i] === 1;
    slots[i] = (counts ? k * REPLICATE_GROUPS + g : nowhere) << shift;
    any ||= counts;
  }
  return any;
}
