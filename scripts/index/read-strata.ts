import type { Stratum } from '../../server/satisfaction/stratified-index.js';
import { scaleTally } from '../../server/satisfaction/scale-tally.js';
import type { Tally } from '../../server/satisfaction/tally.js';
import { InputError } from '../input-error.js';
import { countIn, readTable } from '../read-table.js';

/** Frame size N_h of each stratum, from a CSV with the columns `stratum` and `population`. @throws InputError. */
export function readStrata(path: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const row of readTable(path, ['stratum', 'population'])) {
    const { stratum } = row.cells;
    if (sizes.has(stratum))
      throw new InputError(`${path}: row ${row.number}, column stratum: \`${stratum}\` stands twice`);
    sizes.set(stratum, countIn(path, row, 'population'));
  }
  return sizes;
}

/**
 * Strata with design weights N_h / n_h, in the order of the frame; those without people and respondents are left out.
 * @throws InputError naming strata without respondents, without a frame, or with more respondents than people.
 */
export function weighStrata(
  name: string,
  sizes: ReadonlyMap<string, number>,
  counted: ReadonlyMap<string, Tally>,
): Stratum[] {
  const respondents = (tally: Tally | undefined): number => tally?.rows.reduce((sum, n) => sum + n, 0) ?? 0;
  const faults: string[] = [];
  for (const stratum of counted.keys())
    if (!sizes.has(stratum)) faults.push(`stratum \`${name}=${stratum}\` has no population`);
  for (const [stratum, people] of sizes) {
    const n = respondents(counted.get(stratum));
    if (n === 0 && people > 0) faults.push(`stratum \`${name}=${stratum}\` has no respondents`);
    if (n > people)
      faults.push(`stratum \`${name}=${stratum}\` has ${n} respondents in a frame of ${people}`);
  }
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return [...sizes].flatMap(([stratum, people]) => {
    const tally = counted.get(stratum);
    return tally ? { name: stratum, tally: scaleTally(tally, people / respondents(tally)) } : [];
  });
}
