import { codeRoom } from './codes.js';
import { IS_LEVEL, type Columns, type RowMask, type Sorting } from './columns.js';
import { compositesOf } from './composites.js';
import { levelScores } from './criterion-index.js';
import type { IndexStructure } from './estimate.js';
import { jointCodes, type KeyColumn } from './joint-codes.js';
import type { PersonRule } from './person-rule.js';
import { noPersons, type PersonSums } from './person-sums.js';

/** Rows whose scores are added up together: few enough that they stay in the processor's first caches. */
const STRETCH = 8192;

/** Of each row of a stretch, over the criteria of one composite: the sum of its scores and how many it answered; 0 where too few. */
interface RowScores {
  sums: Uint16Array;
  answered: Uint8Array;
}

/** Reads the scores of stretches of rows. */
function scoreReader({ criterionRule, minimumAnswered }: PersonRule) {
  const byCode = Uint8Array.of(0, ...levelScores(criterionRule), 0, 0);
  const room = codeRoom();
  const [sums, answered] = [new Uint16Array(STRETCH), new Uint8Array(STRETCH)];
  /** Valid until the next call. */
  return ({ levels }: Columns, criteria: readonly string[], from: number, size: number): RowScores => {
    sums.fill(0);
    answered.fill(0);
    const asked = criteria.flatMap((id) => levels[id] ?? []);
    for (const column of asked) {
      const codes = room.read(column, from, size);
      for (let row = 0; row < size; row++) {
        const code = codes[row]!;
        sums[row]! += byCode[code]!;
        answered[row]! += IS_LEVEL[code]!;
      }
    }
    const least = minimumAnswered * asked.length;
    for (let row = 0; row < size; row++) if (answered[row]! < least) answered[row] = 0;
    return { sums, answered };
  };
}

function eachPart(rows: number, visit: (from: number, size: number) => void): void {
  for (let from = 0; from < rows; from += STRETCH) visit(from, Math.min(STRETCH, rows - from));
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

  const scoresOf = scoreReader(rule);
  const groups = codeRoom();
  const rooms = cells.map(codeRoom);

  return {
    add(columns, sortings) {
      eachPart(columns.rows, (from, size) => {
        const group = groups.read(columns.group, from, size);
        const weight = columns.weight?.subarray(from, from + size) ?? null;
        const sorted = sortings.map(({ mask, key }, at) => ({
          mask: mask && mask.subarray(from, from + size),
          key: key && rooms[at]!.read(key, from, size),
        }));
        composites.forEach(({ criteria }, k) => {
          const { sums, answered } = scoresOf(columns, criteria, from, size);
          sorted.forEach(({ mask, key }, at) => {
            const byKey = cells[at]!;
            for (let row = 0; row < size; row++) {
              const a = answered[row]!;
              if (a === 0 || (mask !== null && mask[row] !== 1)) continue;
              const cell = (byKey[key === null ? 0 : key[row]!] ??= none())[k]!;
              const w = weight === null ? 1 : weight[row]!;
              const g = group[row]!;
              cell.scores[g * cell.size + a]! += w * sums[row]!;
              cell.weights[g]! += w;
              cell.persons[g]! += 1;
            }
          });
        });
      });
    },
    sums: (breakdown, key) => cells[breakdown]![key] ?? none(),
  };
}

/**
 * Persons who are in the overall index: its n, without the index. One number for every combination of keys, the last column
 * fastest, as `countRespondents` has them.
 */
export function countPersons(
  columns: Columns,
  structure: IndexStructure,
  rule: PersonRule,
  mask: RowMask,
  by: readonly KeyColumn[],
): Uint32Array {
  const counts = new Uint32Array(by.reduce((product, { keys }) => product * keys, 1));
  const { criteria } = compositesOf(structure)[0]!;
  const joint = jointCodes(by, columns.rows);
  const scoresOf = scoreReader(rule);
  const room = codeRoom();
  eachPart(columns.rows, (from, size) => {
    const { answered } = scoresOf(columns, criteria, from, size);
    const key = room.read(joint, from, size);
    for (let row = 0; row < size; row++)
      if (answered[row]! > 0 && (mask === null || mask[from + row] === 1)) counts[key[row]!]! += 1;
  });
  return counts;
}
