import type { Margin } from './margin.js';

/**
 * Design weight N_h / n_h of each row: how many people of its stratum one respondent stands for. The margin names the
 * strata and their frame sizes N_h. Source: Cochran 1977, Sampling Techniques, §5.
 * @throws RangeError naming the stratum with a frame but no respondents, or respondents beyond its frame.
 */
export function designWeights(strata: Margin): Float64Array {
  const sizes = new Float64Array(strata.categories.length);
  for (const code of strata.codes) sizes[code]! += 1;
  const faults = strata.categories.flatMap((name, h) => {
    const people = strata.population[h] ?? NaN;
    if (people > 0 && sizes[h] === 0) return [`stratum \`${strata.name}=${name}\` has no respondents`];
    if (!(people >= sizes[h]!))
      return [`stratum \`${strata.name}=${name}\` has ${sizes[h]} respondents in a frame of ${people}`];
    return [];
  });
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  return Float64Array.from(strata.codes, (code) => strata.population[code]! / sizes[code]!);
}
