import { categoryWeights, checkMargins, type Margin } from './margin.js';

/**
 * Weights multiplied per category so that each category has its population: w · N_k / Σ w in k.
 * R: survey::postStratify. @throws RangeError naming a category without respondents.
 */
export function postStratify(weights: Float64Array, margin: Margin): Float64Array {
  checkMargins([margin], weights);
  const sums = categoryWeights(margin, weights);
  return weights.map((weight, i) => {
    const k = margin.codes[i]!;
    return sums[k] === 0 ? 0 : (weight * margin.population[k]!) / sums[k]!;
  });
}
