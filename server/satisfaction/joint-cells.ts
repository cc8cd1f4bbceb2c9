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
  for (let cell = 0; cell < ITEM; cell++) out[at + cell] = sumOf(joint, from + cell * CODES, 1);
  if (!hasSecond) return;
  for (let g = 0; g < REPLICATE_GROUPS; g++)
    for (let code = 0; code < CODES; code++)
      out[at + ITEM + g * CODES + code] = sumOf(joint, from + g * CODES * CODES + code, CODES);
}

/** The sum of as many cells as there are codes, `step` apart. */
function sumOf(cells: Uint32Array | Float64Array, from: number, step: number): number {
  let sum = 0;
  for (let place = from; place < from + CODES * step; place += step) sum += cells[place]!;
  return sum;
}

/** The rows under one key, per replicate group. */
export function rowsUnder(patterns: Uint32Array, bits: number, key: number): Float64Array {
  const rows = new Float64Array(REPLICATE_GROUPS);
  const from = (key * REPLICATE_GROUPS) << bits;
  for (let cell = 0; cell < REPLICATE_GROUPS << bits; cell++) rows[cell >> bits]! += patterns[from + cell]!;
  return rows;
}

/**
 * Adds the rows under one key whose pattern has a bit to `respondents`, per replicate group: the lowest bit is the composite
 * at `first`. Most patterns never occur.
 */
export function addRespondents(
  patterns: Uint32Array,
  bits: number,
  key: number,
  respondents: Float64Array,
  first: number,
): void {
  const from = (key * REPLICATE_GROUPS) << bits;
  for (let cell = 0; cell < REPLICATE_GROUPS << bits; cell++) {
    const count = patterns[from + cell]!;
    if (count === 0) continue;
    for (let bit = 0; bit < bits; bit++)
      if ((cell & (1 << bit)) !== 0) respondents[(first + bit) * REPLICATE_GROUPS + (cell >> bits)]! += count;
  }
}
