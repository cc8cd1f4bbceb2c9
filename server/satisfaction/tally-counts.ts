import { BLANK, CODES, NOT_USED, REPLICATE_GROUPS } from './columns.js';
import { compositeKey, type Composite } from './composites.js';
import type { LevelCounts } from './estimate.js';
import type { SurveyMethod } from './method.js';
import type { Tally } from './tally.js';

/** How one criterion was answered, all replicate groups together, unweighted. */
export interface CriterionCounts {
  counts: LevelCounts;
  notUsed: number;
  blank: number;
  /** Valid answers in each replicate group. */
  validByGroup: number[];
}

/** The counts of a criterion; all 0 where the tally does not know it. */
export function criterionCounts(tally: Tally, id: string): CriterionCounts {
  const codes = new Float64Array(CODES);
  const validByGroup = new Array<number>(REPLICATE_GROUPS).fill(0);
  const position = tally.criteria.indexOf(id);
  if (position >= 0) {
    for (let cell = 0; cell < REPLICATE_GROUPS * CODES; cell++) {
      const count = tally.answers[position * REPLICATE_GROUPS * CODES + cell]!;
      const code = cell % CODES;
      codes[code]! += count;
      if (code >= 1 && code <= 5) validByGroup[Math.floor(cell / CODES)]! += count;
    }
  }
  const counts: LevelCounts = [codes[1]!, codes[2]!, codes[3]!, codes[4]!, codes[5]!];
  return { counts, notUsed: codes[NOT_USED]!, blank: codes[BLANK]!, validByGroup };
}

/** Respondents with at least one valid answer in the composite, per replicate group. */
export function respondentsByGroup(tally: Tally, composite: Pick<Composite, 'level' | 'id'>): number[] {
  const k = tally.composites.indexOf(compositeKey(composite));
  const from = k * REPLICATE_GROUPS;
  return k < 0
    ? new Array<number>(REPLICATE_GROUPS).fill(0)
    : [...tally.respondents.subarray(from, from + REPLICATE_GROUPS)];
}

/**
 * Those whom a composite rests on by a method, per replicate group: respondents with a valid answer, or under the rule
 * `person` those who answered enough of it.
 */
export function basisByGroup(
  tally: Tally,
  composite: Pick<Composite, 'level' | 'id'>,
  { aggregation }: Pick<SurveyMethod, 'aggregation'>,
): number[] {
  if (aggregation.rule !== 'person') return respondentsByGroup(tally, composite);
  const sums = tally.persons?.[tally.composites.indexOf(compositeKey(composite))];
  return sums ? [...sums.persons] : new Array<number>(REPLICATE_GROUPS).fill(0);
}
