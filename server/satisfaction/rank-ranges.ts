import type { Estimate } from './estimate.js';
import { NORMAL_975 } from './normal-quantile.js';
import { studentTwoSided } from './student-t.js';

export interface RankRange {
  /** 1 + number of units that are significantly better. */
  from: number;
  /** Number of ranked units − number that are significantly worse. */
  to: number;
}

const LEVEL = 0.05;

interface Pair {
  better: number;
  worse: number;
  p: number;
}

/**
 * Every pair of the given units with its two-sided p-value, smallest first. A pair closer than 1.96 standard errors has
 * p > 0.05 for any degrees of freedom; it counts among the pairs but need not be computed.
 */
function pairsByP(estimates: Estimate[], ranked: number[]): Pair[] {
  const pairs: Pair[] = [];
  ranked.forEach((i, position) => {
    for (const j of ranked.slice(position + 1)) {
      const a = estimates[i]!;
      const b = estimates[j]!;
      const difference = a.value! - b.value!;
      const t = difference / Math.sqrt(a.variance! + b.variance!);
      const isClose = Math.abs(t) < NORMAL_975;
      const p = isClose ? 1 : studentTwoSided(t, Math.min(a.degreesOfFreedom!, b.degreesOfFreedom!));
      pairs.push(difference > 0 ? { better: i, worse: j, p } : { better: j, worse: i, p });
    }
  });
  return pairs.sort((x, y) => x.p - y.p);
}

/**
 * The ranks each unit may have: all pairs compared two-sided (independent samples), Holm's correction at 5 % over all
 * of them. null for a unit without value or without variance: it cannot be ranked and counts in nobody's rank.
 * Source: statistics.md §5; Holm 1979; ranges as in Klein, Wright & Wieczorek 2020.
 */
export function rankRanges(estimates: Estimate[]): (RankRange | null)[] {
  const ranked = estimates.flatMap((e, i) => (e.value === null || e.variance === null ? [] : [i]));
  const ranges = estimates.map((): RankRange | null => null);
  for (const i of ranked) ranges[i] = { from: 1, to: ranked.length };
  const pairs = pairsByP(estimates, ranked);
  for (const [rank, pair] of pairs.entries()) {
    /** Holm: the k-th smallest p must not exceed α / (m − k + 1); the first that does ends it. */
    if (pair.p > LEVEL / (pairs.length - rank)) break;
    ranges[pair.worse]!.from += 1;
    ranges[pair.better]!.to -= 1;
  }
  return ranges;
}
