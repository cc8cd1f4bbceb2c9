import { categoryWeights, checkMargins, type Margin } from './margin.js';
import { postStratify } from './post-stratify.js';

/** Largest relative distance of a margin from its population at which raking ends. */
const TOLERANCE = 1e-8;
const MAXIMUM_ROUNDS = 200;

export interface RakedWeights {
  weights: Float64Array;
  rounds: number;
  /** False when 200 rounds were not enough; a report must then say how far the margins are off. */
  converged: boolean;
  /** Largest relative distance of any category from its population. */
  distance: number;
}

/** How far the weights are from the margins: the largest |Σw − N| / N over all categories. */
export function marginDistance(weights: Float64Array, margins: readonly Margin[]): number {
  let distance = 0;
  for (const margin of margins) {
    categoryWeights(margin, weights).forEach((sum, k) => {
      const people = margin.population[k]!;
      if (people > 0) distance = Math.max(distance, Math.abs(sum - people) / people);
    });
  }
  return distance;
}

/**
 * Raking (iterative proportional fitting): the margins are met one after the other, again and again, until all hold at
 * once to 1e-8 or 200 rounds are over. Source: Deming & Stephan 1940. R: survey::rake(…, epsilon = 1e-8, maxit = 200).
 * @throws RangeError naming every margin that has no respondents (``margin `age=60+` has no respondents``).
 */
export function rake(weights: Float64Array, margins: readonly Margin[]): RakedWeights {
  checkMargins(margins, weights);
  let raked = weights;
  let distance = marginDistance(raked, margins);
  let rounds = 0;
  while (distance > TOLERANCE && rounds < MAXIMUM_ROUNDS) {
    for (const margin of margins) raked = postStratify(raked, margin);
    distance = marginDistance(raked, margins);
    rounds += 1;
  }
  return { weights: raked, rounds, converged: distance <= TOLERANCE, distance };
}
