/** A part of a composite: its value (null: unknown) and its weight among the others. */
export interface WeightedValue {
  value: number | null;
  weight: number;
}

/**
 * Σ w·v / Σ w over the parts that have a value; null when none has (or all their weights are 0).
 * The one step by which every index above a criterion is made.
 */
export function weightedMean(parts: readonly WeightedValue[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of parts) {
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}
