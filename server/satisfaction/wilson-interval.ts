import type { Interval } from './estimate.js';
import { NORMAL_975 } from './normal-quantile.js';

/**
 * 95 % Wilson score interval of a share, both ends 0–1; null when nobody answered.
 * With a frame of N people, n is replaced by n·(N−1)/(N−n) (finite population correction); n ≥ N means everybody was
 * asked, and the interval has no width. R: prop.test(x, n, correct = FALSE)$conf.int. Source: Wilson 1927, JASA 22.
 */
export function wilsonInterval(
  successes: number,
  n: number,
  frameSize: number | null = null,
): Interval | null {
  if (n === 0) return null;
  const p = successes / n;
  if (frameSize !== null && n >= frameSize) return { low: p, high: p };
  const effective = frameSize === null ? n : (n * (frameSize - 1)) / (frameSize - n);
  const z2 = NORMAL_975 * NORMAL_975;
  const middle = p + z2 / (2 * effective);
  const reach = NORMAL_975 * Math.sqrt((p * (1 - p)) / effective + z2 / (4 * effective * effective));
  const scale = 1 + z2 / effective;
  /** A share of 0 or 1 has its end there exactly; rounding must not leave 1e-18. */
  const low = successes === 0 ? 0 : (middle - reach) / scale;
  const high = successes === n ? 1 : (middle + reach) / scale;
  return { low, high };
}
