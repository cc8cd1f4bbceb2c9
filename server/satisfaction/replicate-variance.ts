import type { Interval } from './estimate.js';
import { studentQuantile } from './student-t.js';

/** Fewer groups with answers than this give no interval. */
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

/** θ without one group, with (G−1)/G of the stratum of that group. */
export interface ReplicateValue {
  value: number | null;
  factor: number;
  stratum: number;
}

/**
 * Jackknife variance Σ_h (G_h−1)/G_h · Σ_g (θ_(hg) − θ)² with Σ_h (G_h−1) degrees of freedom; one stratum is
 * Var = (G−1)/G · Σ (θ_(g) − θ)². null: a replicate has no value. Source: statistics.md §3; Kott 2001, JOS 17.
 * R: survey::svrepdesign(type = "JK1" or "JKn", mse = TRUE).
 */
export function jackknifeVariance(
  value: number,
  replicates: readonly ReplicateValue[],
): { variance: number; degreesOfFreedom: number } | null {
  let variance = 0;
  for (const replicate of replicates) {
    if (replicate.value === null) return null;
    variance += replicate.factor * (replicate.value - value) ** 2;
  }
  const strata = new Set(replicates.map(({ stratum }) => stratum)).size;
  return { variance, degreesOfFreedom: replicates.length - strata };
}
