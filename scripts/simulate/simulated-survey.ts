import { REPLICATE_GROUPS, type PlainColumns } from '../../server/satisfaction/columns.js';
import type { IndexStructure } from '../../server/satisfaction/estimate.js';
import { normalQuantile } from '../../server/satisfaction/normal-quantile.js';
import type { Random } from '../../server/satisfaction/random.js';
import { normalDraws } from './normal-draws.js';

/** The 22 criteria of the 2640 form in their five elements. */
export const structure: IndexStructure = {
  elements: Object.entries({ a: 4, b: 5, c: 6, d: 3, e: 4 }).map(([id, size]) => ({
    id,
    group: null,
    criteria: Array.from({ length: size }, (_, k) => `${id}${k + 1}`),
  })),
};
const criteria = structure.elements.flatMap((element) => element.criteria);

/** A part of the population: its share, its share of the sample, and how satisfied it is with each criterion. */
export interface Class {
  population: number;
  sample: number;
  satisfied: number[];
}

/** Shares satisfied from 0.02 below to 0.02 above the middle, so that criteria differ as they do in reports. */
export function around(middle: number): number[] {
  return criteria.map((_, k) => middle + 0.02 * Math.sin(1 + 5 * k));
}

/** How much of an answer is the person's general mood; the rest is its own. */
const MOOD = 0.45;
/** Share of answers that are missing. */
const MISSING = 0.06;

/** The true overall index of the population, 0–100: the mean over the criteria of the share satisfied. */
export function trueIndex(classes: readonly Class[]): number {
  const of = (satisfied: number[]) => satisfied.reduce((sum, share) => sum + share, 0) / satisfied.length;
  return 100 * classes.reduce((sum, { population, satisfied }) => sum + population * of(satisfied), 0);
}

export interface SimulatedSurvey {
  columns: PlainColumns;
  /** Class of each respondent. */
  classes: Uint8Array;
}

/**
 * Answers of n people: each is of a class, has a mood, and answers every criterion by mood and chance, so that answers of
 * one person are alike. Levels are 5 or 2: the index asks only whether 4 or more. Weights are population over sample share.
 */
export function simulatedSurvey(n: number, classes: readonly Class[], random: Random): SimulatedSurvey {
  const normal = normalDraws(random);
  const levels = Object.fromEntries(criteria.map((id) => [id, new Uint8Array(n)]));
  const cells = criteria.map((id) => levels[id]!);
  const thresholds = classes.map(({ satisfied }) => satisfied.map((share) => normalQuantile(1 - share)));
  const [mood, own] = [Math.sqrt(MOOD), Math.sqrt(1 - MOOD)];
  const classOf = new Uint8Array(n);
  const weight = new Float64Array(n);
  const group = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    let place = random.next();
    let k = 0;
    while (k < classes.length - 1 && place >= classes[k]!.sample) place -= classes[k++]!.sample;
    const general = mood * normal();
    cells.forEach((column, c) => {
      if (random.next() < MISSING) return;
      column[i] = general + own * normal() > thresholds[k]![c]! ? 5 : 2;
    });
    classOf[i] = k;
    weight[i] = classes[k]!.population / classes[k]!.sample;
    group[i] = random.below(REPLICATE_GROUPS);
  }
  return { columns: { rows: n, levels, group, weight }, classes: classOf };
}
