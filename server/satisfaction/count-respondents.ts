import { eachStretch } from './code-stretches.js';
import { codeRoom, type PlainCodes } from './codes.js';
import { IS_LEVEL, type Columns, type Sorting } from './columns.js';
import { compositesOf } from './composites.js';
import type { IndexStructure } from './estimate.js';

/**
 * Respondents with at least one valid answer under each key 0…keys−1: the n of an overall index, without the index.
 * Equal to the sum of `respondentsByGroup(tally, overall)`.
 */
export function countRespondents(
  columns: Columns,
  structure: IndexStructure,
  { mask, key }: Sorting,
  keys: number,
): Uint32Array {
  const counts = new Uint32Array(keys);
  const asked = compositesOf(structure)[0]!.criteria.flatMap((id) => columns.levels[id] ?? []);
  const room = codeRoom();
  let waiting = new Uint32Array(0);
  const chosenBy = [mask, key].filter((column) => column !== null);
  eachStretch(columns.rows, chosenBy, (codes, from, size) => {
    const inMask = mask && codes[0]!;
    const keyOf = key && codes.at(-1)!;
    if (waiting.length < size) waiting = new Uint32Array(size);
    // Nearly everybody answers the first criterion: the others are read only for those who did not.
    let left = waitingRows(inMask, size, waiting);
    for (const column of asked) {
      if (left === 0) break;
      left = countAnswered(room.read(column, from, size), keyOf, waiting, left, counts);
    }
  });
  return counts;
}

/** Lists the rows of the mask and returns their number. */
function waitingRows(mask: PlainCodes | null, size: number, waiting: Uint32Array): number {
  let rows = 0;
  for (let row = 0; row < size; row++) {
    waiting[rows] = row;
    rows += mask === null ? 1 : mask[row]!;
  }
  return rows;
}

/** Counts the waiting rows that answered; those that did not stay in the list, and their number is returned. */
function countAnswered(
  levels: PlainCodes,
  key: PlainCodes | null,
  waiting: Uint32Array,
  rows: number,
  counts: Uint32Array,
): number {
  let left = 0;
  for (let at = 0; at < rows; at++) {
    const row = waiting[at]!;
    const answered = IS_LEVEL[levels[row]!]!;
    counts[key === null ? 0 : key[row]!]! += answered;
    waiting[left] = row;
    left += 1 - answered;
  }
  return left;
}
