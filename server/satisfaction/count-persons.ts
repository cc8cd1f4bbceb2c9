import { IS_LEVEL, type Columns, type Sorting } from './columns.js';
import { compositesOf } from './composites.js';
import { levelScores } from './criterion-index.js';
import type { IndexStructure } from './estimate.js';
import type { PersonRule } from './person-rule.js';
import { noPersons, type PersonSums } from './person-sums.js';

/** Of each row, over the criteria of one composite: the sum of its scores and how many it answered; 0 where too few. */
interface RowScores {
  sums: Uint16Array;
  answered: Uint8Array;
}

function rowScores(
  { rows, levels }: Columns,
  criteria: readonly string[],
  { criterionRule, minimumAnswered }: PersonRule,
): RowScores {
  const byCode = Uint8Array.of(0, ...levelScores(criterionRule), 0, 0);
  const sums = new Uint16Array(rows);
  const answered = new Uint8Array(rows);
  const asked = criteria.flatMap((id) => levels[id] ?? []);
  for (const column of asked)
    for (let row = 0; row < rows; row++) {
      const code = column[row]!;
      sums[row]! += byCode[code]!;
      answered[row]! += IS_LEVEL[code]!;
    }
  const least = minimumAnswered * asked.length;
  for (let row = 0; row < rows; row++) if (answered[row]! < least) answered[row] = 0;
  return { sums, answered };
}

/** Counts persons block after block under the keys of several breakdowns. */
export interface PersonCounter {
  add(columns: Columns, sortings: readonly Sorting[]): void;
  /** Under one key of one breakdown, the sums of each composite in the order of `compositesOf`. */
  sums(breakdown: number, key: number): PersonSums[];
}

/**
 * Under the rule `person` a composite is the mean over respondents of each one's mean over the criteria answered; who
 * answered fewer than the method's share of the criteria that the form asks is not in it (statistics.md §2).
 */
export function personCounter(
  structure: IndexStructure,
  rule: PersonRule,
  breakdowns: number,
): PersonCounter {
  const composites = compositesOf(structure);
  /** By breakdown and key; a key that no row had yet has none. */
  const cells = Array.from({ length: breakdowns }, (): (PersonSums[] | undefined)[] => []);
  const none = (): PersonSums[] => composites.map(({ criteria }) => noPersons(criteria.length));

  function add(columns: Columns, { mask, key }: Sorting, k: number, scores: RowScores, at: number): void {
    const { group, weight, rows } = columns;
    const { sums, answered } = scores;
    const byKey = cells[at]!;
    for (let row = 0; row < rows; row++) {
      const a = answered[row]!;
      if (a === 0 || (mask !== null && mask[row] !== 1)) continue;
      const value = key === null ? 0 : key[row]!;
      const cell = (byKey[value] ??= none())[k]!;
      const w = weight === null ? 1 : weight[row]!;
      const g = group[row]!;
      cell.scores[g * cell.size + a]! += w * sums[row]!;
      cell.weights[g]! += w;
      cell.persons[g]! += 1;
    }
  }

  return {
    add(columns, sortings) {
      composites.forEach(({ criteria }, k) => {
        const scores = rowScores(columns, criteria, rule);
        sortings.forEach((sorting, at) => add(columns, sorting, k, scores, at));
      });
    },
    sums: (breakdown, key) => cells[breakdown]![key] ?? none(),
  };
}

/** Persons who are in the overall index under each key 0…keys−1: its n, without the index. */
export function countPersons(
  columns: Columns,
  structure: IndexStructure,
  rule: PersonRule,
  { mask, key }: Sorting,
  keys: number,
): Uint32Array {
  const { answered } = rowScores(columns, compositesOf(structure)[0]!.criteria, rule);
  const counts = new Uint32Array(keys);
  for (let row = 0; row < columns.rows; row++)
    if (answered[row]! > 0 && (mask === null || mask[row] === 1)) counts[key === null ? 0 : key[row]!]! += 1;
  return counts;
}
