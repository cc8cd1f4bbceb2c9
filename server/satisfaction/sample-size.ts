import { NORMAL_975 } from './normal-quantile.js';

function checkFrame(frameSize: number): void {
  if (!Number.isInteger(frameSize) || frameSize < 1) throw new RangeError(`a frame of ${frameSize} people`);
}

/** Rounded up, after rounding noise in the 12th digit is gone: 80.00000000000001 needs 80 people, not 81. */
function roundedUp(value: number): number {
  return Math.ceil(Number(value.toPrecision(12)));
}

/**
 * Slovin's sample size n = N / (1 + N·e²), rounded up; e is the margin 0–1 (0.05). 100 → 80, 1 000 → 286, 25 000 → 394.
 * Source: the method of the 2013–2014 surveys, sipas.md §4.8 (CV 1159/BNV-CCHC).
 * @throws RangeError for an empty frame or a margin outside (0, 1).
 */
export function slovinSize(frameSize: number, margin = 0.05): number {
  checkFrame(frameSize);
  if (!(margin > 0 && margin < 1)) throw new RangeError(`a margin of ${margin}`);
  return roundedUp(frameSize / (1 + frameSize * margin * margin));
}

export interface WantedPrecision {
  /** Half-width of the 95 % interval, 0–1. */
  margin: number;
  /** Expected share, 0–1; 0.5 asks for most. */
  share?: number;
  /** Design effect expected of the sample; 1 for a simple random sample. */
  designEffect?: number;
  /** Share of those drawn who will answer, 0–1; the size is divided by it. */
  responseRate?: number;
}

/**
 * Cochran's size for a share: n₀ = z²·p·(1−p)/e², times the design effect, then with the finite population correction
 * n = n₀ / (1 + (n₀−1)/N), divided by the response rate, rounded up and at most N. Source: Cochran 1977, §4.4–4.5.
 * @throws RangeError for an empty frame or a value outside its range.
 */
export function cochranSize(frameSize: number, wanted: WantedPrecision): number {
  checkFrame(frameSize);
  const { margin, share = 0.5, designEffect = 1, responseRate = 1 } = wanted;
  if (!(margin > 0 && margin < 1)) throw new RangeError(`a margin of ${margin}`);
  if (!(share > 0 && share < 1)) throw new RangeError(`an expected share of ${share}`);
  if (!(designEffect > 0)) throw new RangeError(`a design effect of ${designEffect}`);
  if (!(responseRate > 0 && responseRate <= 1)) throw new RangeError(`a response rate of ${responseRate}`);
  const infinite = ((NORMAL_975 * NORMAL_975 * share * (1 - share)) / (margin * margin)) * designEffect;
  const answers = infinite / (1 + (infinite - 1) / frameSize);
  return Math.min(frameSize, roundedUp(answers / responseRate));
}
