import { breakdownCells } from './breakdown-cells.js';
import { codeRoom, type Codes } from './codes.js';
import type { Columns, RowMask, Sorting } from './columns.js';
import { personCounter } from './count-persons.js';
import type { IndexStructure } from './estimate.js';
import type { PersonRule } from './person-rule.js';
import { TILE, checkLengths } from './row-tile.js';
import type { Tally } from './tally.js';
import { tallyPlan } from './tally-plan.js';
import { tileReader } from './tile-reader.js';

/** Counts block after block into one set of cells per key value. */
export interface TallyBuilder {
  /**
   * Adds the rows that the mask lets through. `key` sorts them (null: all under key 0).
   * @throws RangeError when a row's key is not below the number of keys, or a column is shorter than `rows`.
   */
  add(columns: Columns, mask: RowMask, key: Codes | null): void;
  /** The counts so far, one tally per key value. */
  tallies(): Tally[];
}

/** The same for several breakdowns at a time. */
export interface TalliesBuilder {
  /** Adds rows, sorted once for each breakdown. @throws RangeError as a `TallyBuilder` does. */
  add(columns: Columns, sortings: readonly Sorting[]): void;
  /** The counts so far: for each breakdown one tally per key value. */
  tallies(): Tally[][];
}

/** Starts counting the criteria of a structure under `keys` values of a breakdown; `persons`: as in `startTallies`. */
export function startTally(
  structure: IndexStructure,
  keys: number,
  persons: PersonRule | null = null,
): TallyBuilder {
  const builder = startTallies(structure, [keys], persons);
  return {
    add: (columns, mask, key) => builder.add(columns, [{ mask, key }]),
    tallies: () => builder.tallies()[0]!,
  };
}

/**
 * Starts counting several breakdowns together, each with its number of keys: a tile of rows is read once for all.
 * @param persons how to count respondents as well, for a method that computes person by person; null: answers alone.
 */
export function startTallies(
  structure: IndexStructure,
  keys: readonly number[],
  persons: PersonRule | null = null,
): TalliesBuilder {
  const plan = tallyPlan(structure, Math.max(...keys));
  const tile = tileReader(plan);
  const breakdowns = keys.map((of) => breakdownCells(plan, of));
  const byPerson = persons && personCounter(structure, persons, keys.length);
  const [groups, keyRoom] = [codeRoom(), codeRoom()];
  let anyWeight = false;

  function add(columns: Columns, sortings: readonly Sorting[]): void {
    for (const { key } of sortings) checkLengths(columns, key);
    if (columns.weight && !anyWeight) {
      anyWeight = true;
      for (const breakdown of breakdowns) breakdown.startWeights();
    }
    const ones = anyWeight && !columns.weight ? new Float64Array(TILE).fill(1) : null;
    for (let from = 0; from < columns.rows; from += TILE) {
      const size = Math.min(TILE, columns.rows - from);
      const group = groups.read(columns.group, from, size);
      const counting = breakdowns.filter((each, at) => {
        const { mask, key } = sortings[at]!;
        return each.sort({
          ...{ from, size, group },
          mask: mask && mask.subarray(from, from + size),
          key: key && keyRoom.read(key, from, size),
        });
      });
      if (counting.length === 0) continue;
      const weights = columns.weight?.subarray(from, from + size) ?? ones;
      tile.start(columns, from, size);
      plan.joints.forEach((ids, position) => {
        const codes = tile.codesOf(ids);
        if (codes) for (const each of counting) each.countJoint(position, codes, size, weights);
      });
      tile.patterns().forEach((codes, position) => {
        for (const each of counting) each.countPattern(position, codes, size);
      });
      if (columns.weight && weights) for (const each of counting) each.noteWeights(weights, size);
    }
    byPerson?.add(columns, sortings);
  }

  function tallies(): Tally[][] {
    const counted = breakdowns.map((each) => each.tallies());
    if (byPerson === null) return counted;
    return counted.map((byKey, at) =>
      byKey.map((tally, key) => ({ ...tally, persons: byPerson.sums(at, key) })),
    );
  }

  return { add, tallies };
}
