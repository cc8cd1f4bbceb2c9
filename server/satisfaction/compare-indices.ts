import { intervalFromVariance } from './replicate-variance.js';
import type { Difference, Estimate } from './estimate.js';

/** A difference of indices lies within ±100 points. */
const range = { low: -100, high: 100 };

/**
 * a − b in percentage points, for two **independent** sets of respondents: two periods, two units. Their covariance is
 * zero, so the variance is the sum of both jackknife variances; t with the smaller degrees of freedom (statistics.md §5).
 * For sets that overlap (a unit against its city, an index with and without some responses) use `compareOverlapping`.
 * null: one side has no value. No interval where one side has no variance; such a difference is never called significant.
 */
export function compareEstimates(a: Estimate, b: Estimate): Difference | null {
  if (a.value === null || b.value === null) return null;
  const value = a.value - b.value;
  if (a.variance === null || b.variance === null) return { value, interval: null, significant: false };
  const degreesOfFreedom = Math.min(a.degreesOfFreedom ?? 0, b.degreesOfFreedom ?? 0);
  const error = intervalFromVariance(value, a.variance + b.variance, degreesOfFreedom, range);
  if (error === null) return { value, interval: null, significant: false };
  return { value, interval: error.interval, significant: error.interval.low > 0 || error.interval.high < 0 };
}
