import { CODES, REPLICATE_GROUPS } from './columns.js';
import { compositeKey } from './composites.js';
import { countCodes, weighCodes } from './count-cells.js';
import { addRespondents, rowsUnder, writeItemCells, type JointCells } from './joint-cells.js';
import { tileSlots, type TileKeys } from './row-tile.js';
import type { Tally } from './tally.js';
import type { TallyPlan } from './tally-plan.js';

/** The counts of one breakdown. A tile is sorted first, then its joints and patterns are counted one by one. */
export interface BreakdownCells {
  /** Finds the place of each row of a tile; false when none of them counts. @throws RangeError as `tileSlots` does. */
  sort(tile: TileKeys): boolean;
  countJoint(position: number, codes: Uint8Array, size: number, weights: Float64Array | null): void;
  countPattern(position: number, codes: Uint8Array, size: number): void;
  /** From here on rows have weights; what came before counts with weight 1. */
  startWeights(): void;
  noteWeights(weights: Float64Array, size: number): void;
  /** The counts so far, one tally per key value. */
  tallies(): Tally[];
}

export function breakdownCells(plan: TallyPlan, keys: number): BreakdownCells {
  const { criteria, composites, shift } = plan;
  // One place behind all others is for the rows that do not count.
  const cells = (keys * REPLICATE_GROUPS + 1) << shift;
  const joints = plan.joints.map((ids): JointCells => {
    return { ids, counts: new Uint32Array(cells), weights: null };
  });
  const patternCounts = plan.bits.map(() => new Uint32Array(cells));
  let slots = new Uint32Array(0);
  let isWeighted = false;
  const weighted = {
    sums: new Float64Array(keys + 1),
    squares: new Float64Array(keys + 1),
    rows: new Float64Array(keys + 1),
  };

  /** The cells of one key of all items, side by side in the order of the criteria. */
  function cellsOf(key: number, inWeights: boolean): Float64Array {
    const out = new Float64Array(criteria.length * REPLICATE_GROUPS * CODES);
    let at = 0;
    for (const joint of joints) {
      writeItemCells(joint, shift, inWeights, key, out, at);
      at += joint.ids.length * REPLICATE_GROUPS * CODES;
    }
    return out;
  }

  function respondentsOf(key: number): Float64Array {
    const out = new Float64Array(composites.length * REPLICATE_GROUPS);
    patternCounts.forEach((counts, p) => addRespondents(counts, shift, key, out, p * shift));
    return out;
  }

  function tallyOf(key: number): Tally {
    const rows = rowsUnder(patternCounts[0]!, shift, key);
    const unweightedRows = rows.reduce((sum, n) => sum + n, 0) - weighted.rows[key]!;
    return {
      criteria,
      composites: composites.map(compositeKey),
      answers: cellsOf(key, false),
      weighted: isWeighted ? cellsOf(key, true) : null,
      respondents: respondentsOf(key),
      rows,
      weightSum: weighted.sums[key]! + unweightedRows,
      weightSquares: weighted.squares[key]! + unweightedRows,
    };
  }

  return {
    sort(tile) {
      if (slots.length < tile.size) slots = new Uint32Array(tile.size);
      return tileSlots(tile, keys, shift, slots);
    },
    countJoint(position, codes, size, weights) {
      const joint = joints[position]!;
      countCodes(codes, slots, size, joint.counts);
      if (joint.weights && weights) weighCodes(codes, slots, weights, size, joint.weights);
    },
    countPattern: (position, codes, size) => countCodes(codes, slots, size, patternCounts[position]!),
    startWeights() {
      isWeighted = true;
      for (const joint of joints) joint.weights = Float64Array.from(joint.counts);
    },
    noteWeights(weights, size) {
      for (let i = 0; i < size; i++) {
        const key = slots[i]! >>> (5 + shift);
        weighted.sums[key]! += weights[i]!;
        weighted.squares[key]! += weights[i]! * weights[i]!;
        weighted.rows[key]! += 1;
      }
    },
    tallies: () => Array.from({ length: keys }, (_, key) => tallyOf(key)),
  };
}
