import type { Interval, LevelCounts } from './estimate.js';
import type { CriterionRule } from './method.js';

/** What an answer of level 1…5 adds under each rule; the index of a criterion is the mean of it (0–100). */
const scores: Record<CriterionRule, LevelCounts> = {
  top2: [0, 0, 0, 100, 100],
  mean5: [20, 40, 60, 80, 100],
  mean4: [0, 25, 50, 75, 100],
};

/** Score of each level under a rule, lowest level first. */
export function levelScores(rule: CriterionRule): LevelCounts {
  return scores[rule];
}

/** What an index under this rule can be; `mean5` never falls below 20. */
export function scaleRange(rule: CriterionRule): Interval {
  return { low: scores[rule][0], high: 100 };
}

/**
 * Index of one criterion from its counts c₁…c₅ (weighted or not), V = Σ c; null when V = 0.
 * top2 = 100·(c₄+c₅)/V; mean5 = 100·Σ l·c_l/(5V); mean4 = 100·Σ (l−1)·c_l/(4V). Source: statistics.md §1.
 */
export function criterionIndex(counts: LevelCounts, rule: CriterionRule): number | null {
  let valid = 0;
  let sum = 0;
  scores[rule].forEach((score, level) => {
    valid += counts[level]!;
    sum += score * counts[level]!;
  });
  return valid === 0 ? null : sum / valid;
}
