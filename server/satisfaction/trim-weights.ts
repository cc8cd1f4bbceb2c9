/** A weight above this many medians is cut (statistics.md §4). */
const MEDIANS = 5;

export interface TrimmedWeights {
  weights: Float64Array;
  /** Largest weight allowed, before the total was restored. */
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
 * Weights cut at 5 × their median (of those above 0), then all multiplied so that their total stays: no weight is more
 * than five medians afterwards either, and cutting again changes nothing. Margins met before are then met only nearly:
 * `marginDistance` tells how nearly, and where the cut rows answer otherwise than the rest the index moves towards theirs.
 * `cap` fixes the limit: replicates take that of the whole, for a median that jumps between two classes of weights would
 * otherwise be read as sampling error.
 */
export function trimWeights(weights: Float64Array, cap = MEDIANS * median(weights)): TrimmedWeights {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cut = weights.map((weight) => Math.min(weight, cap));
  const trimmed = weights.reduce((count, weight) => count + (weight > cap ? 1 : 0), 0);
  if (trimmed === 0) return { weights, cap, trimmed };
  const scale = total / cut.reduce((sum, weight) => sum + weight, 0);
  return { weights: cut.map((weight) => weight * scale), cap, trimmed };
}
