import { scalePersons } from './person-sums.js';
import type { Tally } from './tally.js';

/** The same rows, each weighing `weight`. */
export function scaleTally(tally: Tally, weight: number): Tally {
  return {
    ...tally,
    weighted: (tally.weighted ?? tally.answers).map((sum) => sum * weight),
    weightSum: tally.weightSum * weight,
    weightSquares: tally.weightSquares * weight * weight,
    ...(tally.persons && { persons: tally.persons.map((sums) => scalePersons(sums, weight)) }),
  };
}
