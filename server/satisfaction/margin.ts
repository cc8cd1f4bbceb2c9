/** A published distribution that weights are brought to: the population by age group, by sex, by district … */
export interface Margin {
  name: string;
  categories: readonly string[];
  /** Position of the category of each thing that is weighed: a row, or a cell of rows that are alike. */
  codes: Uint8Array | Uint16Array;
  /** People of the population in each category; any scale, but the same total for every margin. */
  population: readonly number[];
}

export const marginFaultKinds = [
  /** The category has people but nobody who answered. */
  'no-respondents',
  /** Somebody of the category answered, but the margin gives it no people. */
  'no-people',
  /** The people of the category are no number. */
  'no-population',
  /** A row is in none of the categories. */
  'no-category',
  /** The margin adds up to another population than the first one. */
  'other-total',
] as const;

/** Why weights cannot be brought to a margin. */
export interface MarginFault {
  kind: (typeof marginFaultKinds)[number];
  margin: string;
  /** null: the margin as a whole. */
  category: string | null;
}

/** Name of the category of those who did not say theirs (`withUnknown`). */
export const UNKNOWN = '';

/** Sum of the weights in each category. */
export function categoryWeights(margin: Margin, weights: Float64Array): Float64Array {
  const sums = new Float64Array(margin.categories.length);
  for (let i = 0; i < weights.length; i++) sums[margin.codes[i]!]! += weights[i]!;
  return sums;
}

/** Relative distance of two totals that is still a matter of rounding. */
const SAME_TOTAL = 1e-6;

/** Whether two margins add up to the same population. */
export function isSameTotal(total: number, first: number): boolean {
  return Math.abs(total - first) <= SAME_TOTAL * first;
}

/**
 * Why weights cannot be brought to these margins; empty: they can. A category that has people in the population but no
 * respondent (or only weight 0) cannot be represented by anybody.
 */
export function marginFaults(margins: readonly Margin[], weights: Float64Array): MarginFault[] {
  const totals = margins.map(({ population }) => population.reduce((sum, people) => sum + people, 0));
  return margins.flatMap((margin, m) => {
    const sums = categoryWeights(margin, weights);
    const fault = (kind: MarginFault['kind'], category: string | null): MarginFault[] => [
      { kind, margin: margin.name, category },
    ];
    const faults = margin.categories.flatMap((category, k) => {
      const people = margin.population[k] ?? NaN;
      if (!(people >= 0)) return fault('no-population', category);
      if (people > 0 && !(sums[k]! > 0)) return fault('no-respondents', category);
      return people === 0 && sums[k]! > 0 && category !== UNKNOWN ? fault('no-people', category) : [];
    });
    if (margin.codes.some((code) => code >= margin.categories.length))
      faults.push(...fault('no-category', null));
    if (!isSameTotal(totals[m]!, totals[0]!)) faults.push(...fault('other-total', null));
    return faults;
  });
}

const reasons: Record<MarginFault['kind'], string> = {
  'no-respondents': 'has no respondents',
  'no-people': 'has respondents but no people in the population',
  'no-population': 'has no population',
  'no-category': 'does not know the category of some respondents',
  'other-total': 'adds up to another population than the first margin',
};

/** ``margin `age=60+` has no respondents``. */
function marginFaultText({ kind, margin, category }: MarginFault): string {
  return `margin \`${category === null ? margin : `${margin}=${category}`}\` ${reasons[kind]}`;
}

/** Margins that cannot be met. */
export class MarginError extends RangeError {
  readonly faults: readonly MarginFault[];

  constructor(faults: readonly MarginFault[]) {
    super(faults.map(marginFaultText).join('; '));
    this.name = 'MarginError';
    this.faults = faults;
  }
}

/** Refuses margins that cannot be met. @throws MarginError with every fault. */
export function checkMargins(margins: readonly Margin[], weights: Float64Array): void {
  const faults = marginFaults(margins, weights);
  if (faults.length > 0) throw new MarginError(faults);
}
