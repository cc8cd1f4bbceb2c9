import { CODES, REPLICATE_GROUPS, type Columns, type RowMask } from './columns.js';
import { compositeKey } from './composites.js';
import { countCodes, weighCodes } from './count-cells.js';
import type { IndexStructure } from './estimate.js';
import { itemCells, patternRows, type JointCells } from './joint-cells.js';
import { TILE, checkLengths, tileSlots } from './row-tile.js';
import { tallyPlan } from './tally-plan.js';
import { NOT_ASKED, joinCodes, markAnswered } from './tile-codes.js';
import type { Tally } from './tally.js';

/** Counts block after block into one set of cells per key value. */
export interface TallyBuilder {
  /**
   * Adds the rows that the mask lets through. `key` sorts them (null: all under key 0).
   * @throws RangeError when a row's key is not below the number of keys, or a column is shorter than `rows`.
   */
  add(columns: Columns, mask: RowMask, key: Uint8Array | Uint16Array | null): void;
  /** The counts so far, one tally per key value. */
  tallies(): Tally[];
}

/** A piece of memory of one tile, as bytes and as words of four. */
function scratch(): { bytes: Uint8Array; words: Uint32Array } {
  const bytes = new Uint8Array(TILE);
  return { bytes, words: new Uint32Array(bytes.buffer) };
}

/** Starts counting the criteria of a structure under `keys` values of a breakdown. */
export function startTally(structure: IndexStructure, keys: number): TallyBuilder {
  const plan = tallyPlan(structure, keys);
  const { criteria, composites, shift, slots: places } = plan;
  const joints = plan.joints.map((ids): JointCells => {
    return { ids, counts: new Uint32Array(places << shift), weights: null };
  });
  const patternCounts = plan.bits.map(() => new Uint32Array(places << shift));
  const patterns = plan.bits.map(scratch);
  const [left, right, joint] = [scratch(), scratch(), scratch()];
  const slots = new Uint32Array(TILE);
  const weighted = {
    sums: new Float64Array(keys + 1),
    squares: new Float64Array(keys + 1),
    rows: new Float64Array(keys + 1),
  };
  let anyWeight = false;

  /** Copies an item's codes of the tile; false when the form does not ask it. */
  function load(columns: Columns, id: string, from: number, size: number, to: typeof left): boolean {
    const column = columns.levels[id];
    to.bytes.fill(column === undefined ? NOT_ASKED : 0, 0, (size + 3) & ~3);
    if (column === undefined) return false;
    to.bytes.set(column.subarray(from, from + size));
    plan.bits.forEach((bits, p) => {
      const own = bits.get(id)!;
      if (own !== 0) markAnswered(to.words, (size + 3) >>> 2, own, patterns[p]!.words);
    });
    return true;
  }

  function countJoint(
    cells: JointCells,
    columns: Columns,
    from: number,
    size: number,
    weights: Float64Array | null,
  ): void {
    const [first, second] = cells.ids;
    const isLeftAsked = load(columns, first!, from, size, left);
    const isRightAsked = second !== undefined && load(columns, second, from, size, right);
    if (!isLeftAsked && !isRightAsked) return;
    const isPair = shift === 6;
    if (isPair) {
      if (second === undefined) right.bytes.fill(NOT_ASKED, 0, (size + 3) & ~3);
      joinCodes(left.words, right.words, (size + 3) >>> 2, joint.words);
    }
    const codes = isPair ? joint.bytes : left.bytes;
    countCodes(codes, slots, size, shift, cells.counts);
    if (cells.weights && weights) weighCodes(codes, slots, weights, size, shift, cells.weights);
  }

  /** From the first weighted block on, what came before counts with weight 1. */
  function startWeights(): void {
    anyWeight = true;
    for (const cells of joints) cells.weights = Float64Array.from(cells.counts);
  }

  function noteWeights(weights: Float64Array, size: number): void {
    for (let i = 0; i < size; i++) {
      const key = slots[i]! >>> 5;
      weighted.sums[key]! += weights[i]!;
      weighted.squares[key]! += weights[i]! * weights[i]!;
      weighted.rows[key]! += 1;
    }
  }

  function add(columns: Columns, mask: RowMask, key: Uint8Array | Uint16Array | null): void {
    checkLengths(columns, key);
    if (columns.weight && !anyWeight) startWeights();
    const ones = anyWeight && !columns.weight ? new Float64Array(TILE).fill(1) : null;
    for (let from = 0; from < columns.rows; from += TILE) {
      const size = Math.min(TILE, columns.rows - from);
      if (!tileSlots(columns, mask, key, keys, from, size, slots)) continue;
      const weights = columns.weight?.subarray(from, from + size) ?? ones;
      for (const { words } of patterns) words.fill(0);
      for (const cells of joints) countJoint(cells, columns, from, size, weights);
      patterns.forEach(({ bytes }, p) => countCodes(bytes, slots, size, shift, patternCounts[p]!));
      if (columns.weight && weights) noteWeights(weights, size);
    }
  }

  /** The cells of one key of all items, side by side in the order of the criteria. */
  function cellsOf(key: number, of: (cells: JointCells) => Uint32Array | Float64Array): Float64Array {
    const out = new Float64Array(criteria.length * REPLICATE_GROUPS * CODES);
    let at = 0;
    for (const cells of joints)
      for (let position = 0; position < cells.ids.length; position++) {
        out.set(itemCells(of(cells), shift / 3, position, key), at);
        at += REPLICATE_GROUPS * CODES;
      }
    return out;
  }

  function respondentsOf(key: number): Float64Array {
    const out = new Float64Array(composites.length * REPLICATE_GROUPS);
    composites.forEach((_, k) => {
      const rows = patternRows(patternCounts[Math.floor(k / shift)]!, shift, k % shift, key);
      out.set(rows, k * REPLICATE_GROUPS);
    });
    return out;
  }

  function tallyOf(key: number): Tally {
    const rows = patternRows(patternCounts[0]!, shift, null, key);
    const unweightedRows = rows.reduce((sum, n) => sum + n, 0) - weighted.rows[key]!;
    return {
      criteria,
      composites: composites.map(compositeKey),
      answers: cellsOf(key, ({ counts }) => counts),
      weighted: anyWeight ? cellsOf(key, ({ counts, weights }) => weights ?? counts) : null,
      respondents: respondentsOf(key),
      rows,
      weightSum: weighted.sums[key]! + unweightedRows,
      weightSquares: weighted.squares[key]! + unweightedRows,
    };
  }

  return { add, tallies: () => Array.from({ length: keys }, (_, key) => tallyOf(key)) };
}
