import type { DisplayThresholds } from './method.js';

export type Display = 'shown' | 'few' | 'suppressed';

/** n < 10 → hidden, 10 ≤ n < 30 → shown with a warning (statistics.md §6). */
export const defaultThresholds: DisplayThresholds = { suppressBelow: 10, warnBelow: 30 };

/** Whether a number that rests on n answers may be shown. */
export function displayRule(n: number, thresholds: DisplayThresholds = defaultThresholds): Display {
  if (n < thresholds.suppressBelow) return 'suppressed';
  return n < thresholds.warnBelow ? 'few' : 'shown';
}
