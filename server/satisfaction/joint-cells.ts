import { CODES, REPLICATE_GROUPS } from './columns.js';
import { NOT_ASKED } from './tile-codes.js';

/** Counts of several items together, `2^shift` places a slot: a code of three bits an item, the first one highest. */
export interface JointCells {
  ids: string[];
  counts: Uint32Array;
  /** The same in weights; null: no weighted row has come yet. */
  weights: Float64Array | null;
}

/** Cells of one item: a code of each replicate group. */
const ITEM = REPLICATE_GROUPS * CODES;

/**
 * Writes the counts under one key of the items of a joint to `out`, one item after the other from `at` on; `bits` is 6 where
 * two items have been joined. What no form asked is in no cell.
 */
export function writeItemCells(
  { ids, counts, weights }: JointCells,
  bits: number,
  isWeighted: boolean,
  key: number,
  out: Float64Array,
  at: number,
): void {
  const cells = isWeighted ? (weights ?? counts) : counts;
  if (bits === 6) writePair(cells, key * REPLICATE_GROUPS * CODES * CODES, ids.length === 2, out, at);
  else out.set(cells.subarray(key * ITEM, (key + 1) * ITEM), at);
  for (let cell = at + NOT_ASKED; cell < at + ids.length * ITEM; cell += CODES) out[cell] = 0;
}

/** Of two items each sums over the other; of one alone only the first is an item. */
function writePair(
  joint: Uint32Array | Float64Array,
  from: number,
  hasSecond: boolean,
  out: Float64Array,
  at: number,
): void {
  let place = from;
  for (let first = at; first < at + ITEM; first += CODES)
    for (let code = 0; code < CODES; code++) {
      let sum = 0;
      for (let other = 0; other < CODES; other++) {
        const count = joint[place++]!;
        sum += count;
        if (hasSecond) out[first + ITEM + other]! += count;
      }
      out[first + code] = sum;
    }
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
