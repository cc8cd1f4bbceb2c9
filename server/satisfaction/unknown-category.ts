import { UNKNOWN, type Margin } from './margin.js';

/** The code of a row whose category is not known. */
export function unknownCode({ categories }: Pick<Margin, 'categories'>): number {
  return categories.length;
}

/**
 * A margin in which those who did not say their category keep their share of the weights: they become a category of their
 * own (``UNKNOWN``) with that share of the population, and the published categories divide the rest as published. So nobody
 * is left out of the index, and nobody is guessed into a category. A margin that all respondents answered stays as it is.
 */
export function withUnknown(margin: Margin, weights: Float64Array): Margin {
  const unknown = unknownCode(margin);
  let total = 0;
  let silent = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!;
    if (margin.codes[i] === unknown) silent += weights[i]!;
  }
  if (!margin.codes.includes(unknown)) return margin;
  const people = margin.population.reduce((sum, each) => sum + each, 0);
  // Where nobody said, nobody stands for the published categories: `marginFaults` then names them.
  const share = silent === 0 || silent === total ? 0 : silent / total;
  return {
    ...margin,
    categories: [...margin.categories, UNKNOWN],
    population: [...margin.population.map((each) => each * (1 - share)), people * share],
  };
}
