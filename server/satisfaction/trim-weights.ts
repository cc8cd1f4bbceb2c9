/** A weight above this many medians is cut (statistics.md §4). */
const MEDIANS = 5;

export interface TrimmedWeights {
  weights: Float64Array;
  /** Largest weight allowed, before the total was restored. */
  cap: number;
  /** How many rows were cut; a report says so. */
  trimmed: number;
}

/** Median of the weights above 0, where `counts[i]` rows weigh `weights[i]`. */
function medianWeight(weights: Float64Array, counts: Float64Array): number {
  const order = [...weights.keys()]
    .filter((i) => weights[i]! > 0 && counts[i]! > 0)
    .sort((a, b) => weights[a]! - weights[b]!);
  const rows = order.reduce((sum, i) => sum + counts[i]!, 0);
  if (rows === 0) return 0;
  /** Weight of the row with this number, from 0, lightest first. */
  function at(row: number): number {
    let passed = 0;
    return weights[order.find((i) => (passed += counts[i]!) > row)!]!;
  }
  return (at(Math.floor((rows - 1) / 2)) + at(Math.floor(rows / 2))) / 2;
}

function totalOf(weights: Float64Array, counts: Float64Array): number {
  return weights.reduce((sum, weight, i) => sum + weight * counts[i]!, 0);
}

/**
 * Weights cut at 5 × their median (of those above 0), then all multiplied so that their total stays: no weight is more
 * than five medians afterwards either, and cutting again changes nothing. Margins met before are then met only nearly:
 * `marginDistance` tells how nearly, and where the cut rows answer otherwise than the rest the index moves towards theirs.
 * @param counts how many rows have each weight.
 * @param cap fixes the limit: replicates take that of the whole, for a median that jumps between two classes of weights
 *   would otherwise be read as sampling error.
 */
export function trimWeights(
  weights: Float64Array,
  counts: Float64Array,
  cap = MEDIANS * medianWeight(weights, counts),
): TrimmedWeights {
  const trimmed = counts.reduce((sum, count, i) => sum + (weights[i]! > cap ? count : 0), 0);
  if (trimmed === 0) return { weights, cap, trimmed };
  const cut = weights.map((weight) => Math.min(weight, cap));
  const scale = totalOf(weights, counts) / totalOf(cut, counts);
  return { weights: cut.map((weight) => weight * scale), cap, trimmed };
}
