import { compareEstimates } from '../../server/satisfaction/compare-indices.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import type { Interval } from '../../server/satisfaction/estimate.js';
import type { Method } from '../../server/satisfaction/method.js';
import type { Random } from '../../server/satisfaction/random.js';
import { rakedIndex } from '../../server/satisfaction/raked-index.js';
import { tally, tallyBy } from '../../server/satisfaction/tally.js';
import { wilsonInterval } from '../../server/satisfaction/wilson-interval.js';
import { around, simulatedSurvey, structure, trueIndex, type Class } from './simulated-survey.js';

/** One kind of number: how a survey is simulated, what its interval is, and what is true. */
export interface Scenario {
  name: string;
  n: number;
  truth: number;
  /** Coverage that is asked for, 0–1. */
  wanted: Interval;
  /** Interval of one simulated survey; null: none was given. */
  survey(random: Random): Interval | null;
}

const one: Class[] = [{ population: 1, sample: 1, satisfied: around(0.8) }];
const later: Class[] = [{ population: 1, sample: 1, satisfied: around(0.84) }];
/** Three parts of a population that are reached unequally well: weights 2, 0.86 and 0.5 (none is trimmed). */
const three: Class[] = [
  { population: 0.5, sample: 0.25, satisfied: around(0.72) },
  { population: 0.3, sample: 0.35, satisfied: around(0.8) },
  { population: 0.2, sample: 0.4, satisfied: around(0.9) },
];

const unweighted = (n: number, classes: Class[], random: Random, method: Method) => {
  const { columns } = simulatedSurvey(n, classes, random);
  return computeIndex(tally({ ...columns, weight: null }, structure, null), structure, method).overall;
};

function share(p: number, n: number): Scenario {
  return {
    name: `share, p = ${p}`,
    ...{ n, truth: p, wanted: { low: 0.925, high: 0.975 } },
    survey(random) {
      let satisfied = 0;
      for (let i = 0; i < n; i++) if (random.next() < p) satisfied += 1;
      return wilsonInterval(satisfied, n);
    },
  };
}

/** All numbers whose intervals are promised, with the coverage each must reach. */
export function scenarios(method: Method): Scenario[] {
  const wanted = { low: 0.93, high: 0.97 };
  const composites = [300, 2000].flatMap((n): Scenario[] => [
    {
      name: 'overall index',
      ...{ n, wanted, truth: trueIndex(one) },
      survey: (random) => unweighted(n, one, random, method).interval,
    },
    {
      name: 'weighted index',
      ...{ n, wanted, truth: trueIndex(three) },
      survey(random) {
        const { columns } = simulatedSurvey(n, three, random);
        return computeIndex(tally(columns, structure, null), structure, method).overall.interval;
      },
    },
    {
      name: 'raked index',
      ...{ n, wanted, truth: trueIndex(three) },
      survey(random) {
        const { columns, classes } = simulatedSurvey(n, three, random);
        const population = three.map((part) => 1000 * part.population);
        const tallies = tallyBy({ ...columns, weight: null }, structure, null, classes, three.length);
        const cells = tallies.map((of) => ({ tally: of, designWeight: 1 }));
        const margin = {
          name: 'class',
          categories: ['1', '2', '3'],
          codes: Uint8Array.of(0, 1, 2),
          population,
        };
        return rakedIndex(cells, [margin], structure, method).index.overall.interval;
      },
    },
    {
      name: 'difference of two indices',
      ...{ n, wanted, truth: trueIndex(later) - trueIndex(one) },
      survey(random) {
        const before = unweighted(n, one, random, method);
        return compareEstimates(unweighted(n, later, random, method), before)!.interval;
      },
    },
  ]);
  return [...[50, 300, 2000].flatMap((n) => [0.5, 0.8, 0.95].map((p) => share(p, n))), ...composites];
}
