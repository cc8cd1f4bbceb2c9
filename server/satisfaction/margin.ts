/** A published distribution that weights are brought to: the population by age group, by sex, by district … */
export interface Margin {
  name: string;
  categories: readonly string[];
  /** Position of each row's category. */
  codes: Uint8Array | Uint16Array;
  /** People of the population in each category; any scale, but the same total for every margin. */
  population: readonly number[];
}

/** Sum of the weights in each category. */
export function categoryWeights(margin: Margin, weights: Float64Array): Float64Array {
  const sums = new Float64Array(margin.categories.length);
  for (let i = 0; i < weights.length; i++) sums[margin.codes[i]!]! += weights[i]!;
  return sums;
}

/**
 * Why weights cannot be brought to these margins, each by name; empty: they can. A category that has people in the
 * population but no respondent (or only weight 0) cannot be represented by anybody.
 */
export function marginFaults(margins: readonly Margin[], weights: Float64Array): string[] {
  const totals = margins.map(({ population }) => population.reduce((sum, people) => sum + people, 0));
  return margins.flatMap((margin, m) => {
    const sums = categoryWeights(margin, weights);
    const faults = margin.categories.flatMap((category, k) => {
      const people = margin.population[k] ?? NaN;
      const cell = `margin \`${margin.name}=${category}\``;
      if (!(people >= 0)) return [`${cell} has no population`];
      if (people > 0 && !(sums[k]! > 0)) return [`${cell} has no respondents`];
      if (people === 0 && sums[k]! > 0) return [`${cell} has respondents but no people in the population`];
      return [];
    });
    const strayed = margin.codes.findIndex((code) => code >= margin.categories.length);
    if (strayed >= 0) faults.push(`margin \`${margin.name}\`: row ${strayed + 1} is in no category`);
    if (Math.abs(totals[m]! - totals[0]!) > 1e-6 * totals[0]!)
      faults.push(`margins \`${margins[0]!.name}\` and \`${margin.name}\` add up to different populations`);
    return faults;
  });
}

/** Refuses margins that cannot be met. @throws RangeError with every fault. */
export function checkMargins(margins: readonly Margin[], weights: Float64Array): void {
  const faults = marginFaults(margins, weights);
  if (faults.length > 0) throw new RangeError(faults.join('; '));
}
