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
  // Nearly everybody answers the first criterion: the others are read only for those who did not.
  const waiting = new Uint32Array(columns.rows);
  let rows = 0;
  for (let row = 0; row < columns.rows; row++) {
    waiting[rows] = row;
    rows += mask === null ? 1 : mask[row]!;
  }
  for (const id of compositesOf(structure)[0]!.criteria) {
    const levels = columns.levels[id];
    if (!levels) continue;
    let left = 0;
    for (let at = 0; at < rows; at++) {
      const row = waiting[at]!;
      const answered = IS_LEVEL[levels[row]!]!;
      counts[key === null ? 0 : key[row]!]! += answered;
      waiting[left] = row;
      left += 1 - answered;
    }
    rows = left;
  }
  return counts;
}
