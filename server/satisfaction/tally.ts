import type { Codes } from './codes.js';
import { CODES, REPLICATE_GROUPS, type Columns, type RowMask } from './columns.js';
import type { IndexStructure } from './estimate.js';
import type { PersonRule } from './person-rule.js';
import { addPersonSums, type PersonSums } from './person-sums.js';
import { startTally } from './tally-builder.js';

/**
 * Everything an index needs from any number of responses: counts that add up. Kept apart by replicate group, so that
 * the jackknife can leave one out. `g` is the group 0…31, `c` the position of a criterion, `k` that of a composite.
 */
export interface Tally {
  /** Item ids, in the order of the cells. */
  readonly criteria: readonly string[];
  /** Keys of the composites (`overall`, `group:…`, `element:…`), in the order of `respondents`. */
  readonly composites: readonly string[];
  /** Answers per criterion, group and code at `(c·32 + g)·8 + code` (BLANK 0, 1…5, NOT_USED 6). A row whose form lacks the item is in no cell. */
  readonly answers: Float64Array;
  /** The same cells as sums of weights; null: every row weighs 1. */
  readonly weighted: Float64Array | null;
  /** Rows with at least one valid answer in the composite, at `k·32 + g`. */
  readonly respondents: Float64Array;
  /** Rows counted, per group. */
  readonly rows: Float64Array;
  /** Σw and Σw² over the rows counted; both equal the number of rows without weights. */
  readonly weightSum: number;
  readonly weightSquares: number;
  /** Sums by person of each composite, in the order of `composites`; absent: they were not asked for. */
  readonly persons?: readonly PersonSums[];
}

/** Counts the rows that the mask lets through, in one pass a column; `persons`: as in `startTallies`. */
export function tally(
  columns: Columns,
  structure: IndexStructure,
  mask: RowMask,
  persons: PersonRule | null = null,
): Tally {
  const builder = startTally(structure, 1, persons);
  builder.add(columns, mask, null);
  return builder.tallies()[0]!;
}

/**
 * One tally per key value 0…keys−1, for a breakdown (channel, procedure, an answer, a stratum). For many small blocks
 * use `startTally` itself: it keeps one set of cells for all of them.
 * @throws RangeError when a row's key is `keys` or more.
 */
export function tallyBy(
  columns: Columns,
  structure: IndexStructure,
  mask: RowMask,
  key: Codes,
  keys: number,
): Tally[] {
  const builder = startTally(structure, keys);
  builder.add(columns, mask, key);
  return builder.tallies();
}

/** Copies the cells of one item, group by group, onto those of the sum. */
function addCells(from: Float64Array, at: number, to: Float64Array, position: number, size: number): void {
  for (let i = 0; i < size; i++) to[position * size + i]! += from[at * size + i]!;
}

/**
 * The tally of all responses together; items and composites that only some of them know are kept. An empty list gives
 * an empty tally, from which every index is null. A sum of weighted and unweighted tallies is weighted; persons are in the
 * sum where every tally has them.
 */
export function addTallies(tallies: readonly Tally[]): Tally {
  const criteria = [...new Set(tallies.flatMap((t) => t.criteria))];
  const composites = [...new Set(tallies.flatMap((t) => t.composites))];
  const size = REPLICATE_GROUPS * CODES;
  const answers = new Float64Array(criteria.length * size);
  const weighted = tallies.some((t) => t.weighted !== null) ? new Float64Array(answers.length) : null;
  const respondents = new Float64Array(composites.length * REPLICATE_GROUPS);
  const rows = new Float64Array(REPLICATE_GROUPS);
  let weightSum = 0;
  let weightSquares = 0;
  for (const t of tallies) {
    t.criteria.forEach((id, c) => {
      const position = criteria.indexOf(id);
      addCells(t.answers, c, answers, position, size);
      if (weighted) addCells(t.weighted ?? t.answers, c, weighted, position, size);
    });
    t.composites.forEach((key, k) =>
      addCells(t.respondents, k, respondents, composites.indexOf(key), REPLICATE_GROUPS),
    );
    addCells(t.rows, 0, rows, 0, REPLICATE_GROUPS);
    weightSum += t.weightSum;
    weightSquares += t.weightSquares;
  }
  const persons = tallies.every((t) => t.persons !== undefined)
    ? composites.map((key) =>
        addPersonSums(tallies.flatMap((t) => t.persons?.[t.composites.indexOf(key)] ?? [])),
      )
    : null;
  return {
    ...{ criteria, composites, answers, weighted, respondents, rows, weightSum, weightSquares },
    ...(persons && { persons }),
  };
}
