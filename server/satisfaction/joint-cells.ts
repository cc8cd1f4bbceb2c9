import { CODES, REPLICATE_GROUPS } from './columns.js';
import { NOT_ASKED } from './tile-codes.js';

/** Counts of several items together, `2^shift` places a slot: a code of three bits an item, the first one highest. */
export interface JointCells {
  ids: string[];
  counts: Uint32Array;
  /** The same in weights; null: no weighted row has come yet. */
  weights: Float64Array | null;
}

/** The counts of one item under one key, group by group: the other items of the joint are summed over. */
export function itemCells(
  joint: Uint32Array | Float64Array,
  items: number,
  position: number,
  key: number,
): Float64Array {
  const places = CODES ** items;
  const shift = 3 * (items - 1 - position);
  const cells = new Float64Array(REPLICATE_GROUPS * CODES);
  const from = key * REPLICATE_GROUPS * places;
  for (let g = 0; g < REPLICATE_GROUPS; g++)
    for (let place = 0; place < places; place++)
      cells[g * CODES + ((place >>> shift) & (CODES - 1))]! += joint[from + g * places + place]!;
  for (let g = 0; g < REPLICATE_GROUPS; g++) cells[g * CODES + NOT_ASKED] = 0;
  return cells;
}

/** The rows under one key whose pattern has the given bit (null: all rows), per replicate group. */
export function patternRows(
  patterns: Uint32Array,
  shift: number,
  bit: number | null,
  key: number,
): Float64Array {
  const places = 1 << shift;
  const rows = new Float64Array(REPLICATE_GROUPS);
  for (let g = 0; g < REPLICATE_GROUPS; g++)
    for (let place = 0; place < places; place++)
      if (bit === null || (place & (1 << bit)) !== 0)
        rows[g]! += patterns[(key * REPLICATE_GROUPS + g) * places + place]!;
  return rows;
}
