import type { DisplayThresholds } from './method.js';

/** `none`: nobody answered, so there is nothing to hide; `suppressed`: there is a value, and it is kept back. */
export type Display = 'shown' | 'few' | 'suppressed' | 'none';

/** 0 < n < 10 → hidden, 10 ≤ n < 30 → shown with a warning (statistics.md §6). */
export const defaultThresholds: DisplayThresholds = { suppressBelow: 10, warnBelow: 30 };

/** Whether a number that rests on n answers may be shown. */
export function displayRule(n: number, thresholds: DisplayThresholds = defaultThresholds): Display {
  if (n === 0) return 'none';
  if (n < thresholds.suppressBelow) return 'suppressed';
  return n < thresholds.warnBelow ? 'few' : 'shown';
}
