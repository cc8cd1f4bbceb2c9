import { eachStretch } from './code-stretches.js';
import { codeRoom, type PlainCodes } from './codes.js';
import { IS_LEVEL, type Columns, type RowMask } from './columns.js';
import { compositesOf } from './composites.js';
import type { IndexStructure } from './estimate.js';
import type { KeyColumn } from './joint-codes.js';

/**
 * Respondents with at least one valid answer: the n of an overall index, without the index. One number for every combination
 * of keys, the last column fastest. Equal to the sum of `respondentsByGroup(tally, overall)`. The keys of the rows are below
 * those of their column.
 */
export function countRespondents(
  columns: Columns,
  structure: IndexStructure,
  mask: RowMask,
  by: readonly KeyColumn[],
): Uint32Array {
  const counts = new Uint32Array(by.reduce((product, { keys }) => product * keys, 1));
  const asked = compositesOf(structure)[0]!.criteria.flatMap((id) => columns.levels[id] ?? []);
  const [rooms, room] = [by.map(codeRoom), codeRoom()];
  let places = new Uint32Array(0);
  let waiting = new Uint32Array(0);
  eachStretch(columns.rows, mask === null ? [] : [mask], ([inMask], from, size) => {
    if (places.length < size) [places, waiting] = [new Uint32Array(size), new Uint32Array(size)];
    places.fill(0);
    by.forEach(({ key, keys }, at) => {
      if (key !== null) addKeys(rooms[at]!.read(key, from, size), keys, size, places);
    });
    // Nearly everybody answers the first criterion: the others are read only for those who did not.
    let left = waitingRows(inMask, size, waiting);
    for (const column of asked) {
      if (left === 0) break;
      left = countAnswered(room.read(column, from, size), places, waiting, left, counts);
    }
  });
  return counts;
}

function addKeys(codes: PlainCodes, keys: number, size: number, places: Uint32Array): void {
  for (let row = 0; row < size; row++) places[row] = places[row]! * keys + codes[row]!;
}

/** Lists the rows of the mask and returns their number. */
function waitingRows(mask: PlainCodes | undefined, size: number, waiting: Uint32Array): number {
  let rows = 0;
  for (let row = 0; row < size; row++) {
    waiting[rows] = row;
    rows += mask === undefined ? 1 : mask[row]!;
  }
  return rows;
}

/** Counts the waiting rows that answered; those that did not stay in the list, and their number is returned. */
function countAnswered(
  levels: PlainCodes,
  places: Uint32Array,
  waiting: Uint32Array,
  rows: number,
  counts: Uint32Array,
): number {
  let left = 0;
  for (let at = 0; at < rows; at++) {
    const row = waiting[at]!;
    const answered = IS_LEVEL[levels[row]!]!;
    counts[places[row]!]! += answered;
    waiting[left] = row;
    left += 1 - answered;
  }
  return left;
}
