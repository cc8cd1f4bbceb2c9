/** A weight above this many medians is cut (statistics.md §4). */
const MEDIANS = 5;

export interface TrimmedWeights {
  weights: Float64Array;
  /** Largest weight allowed. */
  cap: number;
  /** How many were cut; a report says so. */
  trimmed: number;
}

function median(values: Float64Array): number {
  const sorted = values.filter((value) => value > 0).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Weights cut at 5 × their median (of those above 0). What is cut off is spread over the uncut rows in proportion to
 * their weights, so that the total stays; a weight pushed over the cap by that is cut in turn. Margins met before are
 * then met only nearly: `marginDistance` tells how nearly.
 */
export function trimWeights(weights: Float64Array): TrimmedWeights {
  const cap = MEDIANS * median(weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cut = new Uint8Array(weights.length);
  let trimmed = 0;
  let scale = 1;
  for (;;) {
    const before = trimmed;
    let rest = 0;
    weights.forEach((weight, i) => {
      if (cut[i] === 0 && weight * scale > cap) {
        cut[i] = 1;
        trimmed += 1;
      }
      if (cut[i] === 0) rest += weight;
    });
    if (trimmed === before) break;
    scale = rest === 0 ? 1 : (total - trimmed * cap) / rest;
  }
  return { weights: weights.map((weight, i) => (cut[i] === 1 ? cap : weight * scale)), cap, trimmed };
}
