import { answeredRows } from './answered-rows.js';
import { CODES, REPLICATE_GROUPS, type Columns, type RowMask } from './columns.js';
import { compositeKey, compositesOf, countedItems } from './composites.js';
import { countCodes, countMarks, weighCodes } from './count-cells.js';
import type { IndexStructure } from './estimate.js';
import { rowSlots } from './row-slots.js';
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

/** Starts counting the criteria of a structure under `keys` values of a breakdown. */
export function startTally(structure: IndexStructure, keys: number): TallyBuilder {
  const criteria = countedItems(structure);
  const composites = compositesOf(structure);
  const slots = keys * REPLICATE_GROUPS;
  const answers = criteria.map(() => new Uint32Array(slots * CODES));
  const respondents = composites.map(() => new Uint32Array(slots));
  const rows = new Uint32Array(slots);
  const weighted: (Float64Array | null)[] = criteria.map(() => null);
  const weightSums = new Float64Array(keys);
  const weightSquares = new Float64Array(keys);
  let anyWeight = false;

  /** From the first weighted block on, what came before counts with weight 1. */
  function startWeights(): void {
    anyWeight = true;
    answers.forEach((cells, c) => (weighted[c] = Float64Array.from(cells)));
  }

  function add(columns: Columns, mask: RowMask, key: Uint8Array | Uint16Array | null): void {
    const slot = rowSlots(columns, key, keys);
    if (columns.weight && !anyWeight) startWeights();
    criteria.forEach((id, c) => {
      const column = columns.levels[id];
      if (column === undefined) return;
      countCodes(column, slot, mask, answers[c]!);
      const cells = weighted[c];
      if (cells) weighCodes(column, slot, mask, columns.weight, cells);
    });
    answeredRows(columns, structure).forEach((marks, k) => countMarks(marks, slot, mask, respondents[k]!));
    countMarks(new Uint8Array(columns.rows).fill(1), slot, mask, rows);
    for (let i = 0; i < columns.rows; i++) {
      const weight = (mask === null ? 1 : mask[i]!) * (columns.weight === null ? 1 : columns.weight[i]!);
      const value = slot[i]! >>> 5;
      weightSums[value]! += weight;
      weightSquares[value]! += weight * weight;
    }
  }

  /** The cells of one key value out of all, side by side for every criterion or composite. */
  function cut(cells: (Uint32Array | Float64Array)[], key: number, size: number): Float64Array {
    const out = new Float64Array(cells.length * size);
    cells.forEach((of, c) => out.set(of.subarray(key * size, (key + 1) * size), c * size));
    return out;
  }

  return {
    add,
    tallies: () =>
      Array.from({ length: keys }, (_, key) => ({
        criteria,
        composites: composites.map(compositeKey),
        answers: cut(answers, key, REPLICATE_GROUPS * CODES),
        weighted: anyWeight ? cut(weighted as Float64Array[], key, REPLICATE_GROUPS * CODES) : null,
        respondents: cut(respondents, key, REPLICATE_GROUPS),
        rows: cut([rows], key, REPLICATE_GROUPS),
        weightSum: weightSums[key]!,
        weightSquares: weightSquares[key]!,
      })),
  };
}
