import type { Interval } from './estimate.js';
import { studentQuantile } from './student-t.js';

/** Fewer non-empty groups than this give no interval. */
export const MINIMUM_GROUPS = 10;
/** Fewer respondents than this give no interval of a composite. */
export const MINIMUM_RESPONDENTS = 30;

export interface SamplingError {
  interval: Interval;
  variance: number;
  degreesOfFreedom: number;
}

/** A variance below this (points squared) is rounding noise of equal replicates, that is zero. */
const NO_VARIANCE = 1e-18;

/** θ ± t·√Var, cut to the range of the scale; null where the variance is zero: the width is unknown, not zero. */
export function intervalFromVariance(
  value: number,
  variance: number,
  degreesOfFreedom: number,
  range: Interval,
): SamplingError | null {
  if (!(variance > NO_VARIANCE) || degreesOfFreedom < 1) return null;
  const reach = studentQuantile(0.975, degreesOfFreedom) * Math.sqrt(variance);
  const interval = { low: Math.max(range.low, value - reach), high: Math.min(range.high, value + reach) };
  return { interval, variance, degreesOfFreedom };
}

/**
 * Sampling error of θ from the values without one group each: Var = (G'−1)/G' · Σ (θ_(g) − θ)², interval with t of
 * G'−1 degrees of freedom. `replicates` holds the G' non-empty groups only. null: fewer than 10 groups, fewer than 30
 * respondents, a replicate without value, or no variance.
 * R: survey::svrepdesign(type = "JK1", mse = TRUE). Source: Kott 2001, "The delete-a-group jackknife", JOS 17.
 */
export function deleteGroupJackknife(
  value: number,
  replicates: (number | null)[],
  respondents: number,
  range: Interval,
): SamplingError | null {
  const groups = replicates.length;
  if (groups < MINIMUM_GROUPS || respondents < MINIMUM_RESPONDENTS) return null;
  let squares = 0;
  for (const replicate of replicates) {
    if (replicate === null) return null;
    squares += (replicate - value) ** 2;
  }
  return intervalFromVariance(value, ((groups - 1) / groups) * squares, groups - 1, range);
}
