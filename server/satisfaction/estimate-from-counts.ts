import type { Interval, LevelCounts } from './estimate.js';
import { criterionIndex, levelScores } from './criterion-index.js';
import type { CriterionRule } from './method.js';
import { NORMAL_975 } from './normal-quantile.js';
import { wilsonInterval } from './wilson-interval.js';

/** An index known from counts alone. */
export interface CountsEstimate {
  value: number | null;
  n: number;
  interval: Interval | null;
}

/**
 * Index of one question from published counts, where no replicate groups are known: a share has Wilson's interval, a mean
 * θ ± 1.959964·s/√n with the standard deviation s (n−1) of the scores, cut to the scale. No interval of a mean for n < 2
 * or when everybody gave the same answer. Source: statistics.md §3.
 */
export function estimateFromCounts(
  counts: LevelCounts,
  rule: CriterionRule,
  frameSize: number | null = null,
): CountsEstimate {
  const value = criterionIndex(counts, rule);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (value === null) return { value, n, interval: null };
  if (rule === 'top2') {
    const share = wilsonInterval(counts[3] + counts[4], n, frameSize)!;
    return { value, n, interval: { low: 100 * share.low, high: 100 * share.high } };
  }
  const scores = levelScores(rule);
  const squares = counts.reduce((sum, count, level) => sum + count * (scores[level]! - value) ** 2, 0);
  if (n < 2 || squares === 0) return { value, n, interval: null };
  const reach = NORMAL_975 * Math.sqrt(squares / (n - 1) / n);
  return {
    value,
    n,
    interval: { low: Math.max(scores[0], value - reach), high: Math.min(100, value + reach) },
  };
}
