import type { Weighting } from './estimate.js';

/**
 * Kish's design effect of unequal weights: n·Σw² / (Σw)², and the effective n = n / deff. null when nobody was counted
 * or all weights are 0. Source: Kish 1992, J. Official Statistics 8.
 */
export function designEffect(n: number, weightSum: number, weightSquares: number): Weighting | null {
  if (n === 0 || weightSum === 0) return null;
  const effect = (n * weightSquares) / (weightSum * weightSum);
  return { designEffect: effect, effectiveN: n / effect };
}
