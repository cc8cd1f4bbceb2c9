import type { Estimate, Interval } from './estimate.js';
import {
  MINIMUM_GROUPS,
  MINIMUM_RESPONDENTS,
  intervalFromVariance,
  jackknifeVariance,
  type ReplicateValue,
} from './replicate-variance.js';

/**
 * A value with n and its 95 % interval. `byGroup` counts its respondents per group: fewer than 30 of them, or fewer than
 * 10 groups that hold any, give no interval; nor does a variance of zero, or a replicate that has no value.
 */
export function jackknifeEstimate(
  value: number | null,
  replicates: readonly ReplicateValue[],
  byGroup: readonly number[],
  range: Interval,
): Estimate {
  const n = byGroup.reduce((sum, count) => sum + count, 0);
  const bare: Estimate = { value, n, interval: null, variance: null, degreesOfFreedom: null };
  const answering = byGroup.filter((count) => count > 0).length;
  if (value === null || n < MINIMUM_RESPONDENTS || answering < MINIMUM_GROUPS) return bare;
  const spread = jackknifeVariance(value, replicates);
  const error = spread && intervalFromVariance(value, spread.variance, spread.degreesOfFreedom, range);
  return error === null ? bare : { value, n, ...error };
}
