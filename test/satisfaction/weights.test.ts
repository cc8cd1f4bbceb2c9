import { describe, expect, it } from '@jest/globals';
import { designEffect } from '../../server/satisfaction/design-effect.js';
import { designWeights } from '../../server/satisfaction/design-weights.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import { categoryWeights, MarginError, type Margin } from '../../server/satisfaction/margin.js';
import { postStratify } from '../../server/satisfaction/post-stratify.js';
import { marginDistance, rake } from '../../server/satisfaction/rake.js';
import { rakedIndex } from '../../server/satisfaction/raked-index.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { stratifiedIndex } from '../../server/satisfaction/stratified-index.js';
import { tally, tallyBy } from '../../server/satisfaction/tally.js';
import { trimWeights } from '../../server/satisfaction/trim-weights.js';
import { withUnknown } from '../../server/satisfaction/unknown-category.js';
import { columnsOf, methodWith, structureOf } from './build.js';

/** A margin written as the category letter of each row. */
function marginOf(name: string, rows: string, people: Record<string, number>): Margin {
  const categories = Object.keys(people);
  const codes = Uint8Array.from(rows, (letter) => categories.indexOf(letter));
  return { name, categories, codes, population: Object.values(people) };
}
const ones = (rows: number) => new Float64Array(rows).fill(1);

describe('designWeights', () => {
  it('lets each respondent stand for N_h / n_h people', () => {
    expect([...designWeights(marginOf('ward', 'aab', { a: 100, b: 30 }))]).toEqual([50, 50, 30]);
  });
  it('refuses a stratum without respondents, and more respondents than people, by name', () => {
    expect(() => designWeights(marginOf('ward', 'aab', { a: 100, b: 30, c: 5 }))).toThrow(
      '`ward=c` has no respondents',
    );
    expect(() => designWeights(marginOf('ward', 'aa', { a: 1 }))).toThrow(
      '`ward=a` has 2 respondents in a frame of 1',
    );
  });
});

describe('designEffect', () => {
  it('is 1 for equal weights and grows with their spread', () => {
    expect(designEffect(4, 8, 16)).toEqual({ designEffect: 1, effectiveN: 4 });
    // weights 1, 1, 1, 5: 4·28/64
    expect(designEffect(4, 8, 28)).toEqual({ designEffect: 1.75, effectiveN: 4 / 1.75 });
  });
  it('is null when nobody was counted', () => expect(designEffect(0, 0, 0)).toBeNull());
});

describe('postStratify', () => {
  it('brings every category to its population and keeps proportions inside it', () => {
    const weights = postStratify(Float64Array.of(1, 3, 2), marginOf('age', 'aab', { a: 40, b: 10 }));
    expect([...weights]).toEqual([10, 30, 10]);
  });
});

describe('rake', () => {
  const age = marginOf('age', 'yyyooooo', { y: 60, o: 40 });
  const sex = marginOf('sex', 'fmmffmfm', { f: 55, m: 45 });

  it('meets all margins at once', () => {
    const { weights, converged } = rake(ones(8), [age, sex]);
    expect(converged).toBe(true);
    expect(categoryWeights(age, weights)[0]).toBeCloseTo(60, 6);
    expect(categoryWeights(sex, weights)[0]).toBeCloseTo(55, 6);
    expect(marginDistance(weights, [age, sex])).toBeLessThanOrEqual(1e-8);
  });
  it('says so when the margins contradict each other', () => {
    // everybody young is f and everybody old is m, so 60 young and 55 f cannot both hold
    const contrary = marginOf('sex', 'fffmmmmm', { f: 55, m: 45 });
    expect(rake(ones(8), [age, contrary])).toMatchObject({ converged: false, rounds: 200 });
  });
  it.each([
    ['an empty category', { y: 60, o: 30, '60+': 10 }, 'margin `age=60+` has no respondents'],
    ['a category of no people that has respondents', { y: 100, o: 0 }, 'no people in the population'],
    [
      'margins of different totals',
      { y: 60, o: 60 },
      'margin `sex` adds up to another population than the first margin',
    ],
    ['a population that is no number', { y: 60, o: NaN }, 'margin `age=o` has no population'],
  ])('refuses %s by name', (_, people, reason) => {
    expect(() => rake(ones(8), [marginOf('age', 'yyyooooo', people), sex])).toThrow(reason);
  });
  it('leaves out an empty category that has no people either', () => {
    expect(() => rake(ones(8), [marginOf('age', 'yyyooooo', { y: 60, o: 40, '60+': 0 }), sex])).not.toThrow();
  });
});

describe('trimWeights', () => {
  it('leaves weights alone that are not above five medians', () => {
    expect(trimWeights(Float64Array.of(1, 2, 5), ones(3))).toMatchObject({ trimmed: 0, cap: 10 });
  });
  it('cuts at five medians, keeps the total and says how many were cut', () => {
    const { weights, trimmed, cap } = trimWeights(Float64Array.of(1, 1, 1, 1, 16), ones(5));
    expect([trimmed, cap]).toEqual([1, 5]);
    [1, 1, 1, 1, 5].forEach((weight, i) => expect(weights[i]).toBeCloseTo((weight * 20) / 9, 12)); // total 20 again
  });
  it('finds nothing more to cut the second time', () => {
    const { weights } = trimWeights(Float64Array.of(1, 1, 1, 1, 1, 1, 4.8, 60), ones(8));
    expect(trimWeights(weights, ones(8)).trimmed).toBe(0);
  });
  it('takes the median over rows, not over different weights', () => {
    // Rows weigh 1, 1, 1, 2, 30: the median is 1. Of the different weights it would be 2.
    const { cap, trimmed, weights } = trimWeights(Float64Array.of(1, 2, 30), Float64Array.of(3, 1, 1));
    expect([cap, trimmed]).toEqual([5, 1]);
    expect(weights[0]! * 3 + weights[1]! + weights[2]!).toBeCloseTo(35, 12);
  });
  it('takes the mean of the two middle rows where their number is even', () => {
    expect(trimWeights(Float64Array.of(1, 3), Float64Array.of(2, 2)).cap).toBe(10);
  });
});

describe('withUnknown', () => {
  const age = { ...marginOf('age', 'yyoo', { y: 60, o: 40 }), codes: Uint8Array.of(0, 0, 1, 2) };

  it('gives those who did not say their category the share of the population that they have of the weights', () => {
    const { categories, population } = withUnknown(age, ones(4));
    expect(categories).toEqual(['y', 'o', '']);
    expect(population).toEqual([45, 30, 25]);
  });
  it('leaves a margin alone that everybody answered', () => {
    const answered = marginOf('age', 'yyoo', { y: 60, o: 40 });
    expect(withUnknown(answered, ones(4))).toBe(answered);
  });
  it('has no people for the unknown where none of them weighs anything', () => {
    expect(withUnknown(age, Float64Array.of(1, 1, 1, 0)).population).toEqual([60, 40, 0]);
  });
});

describe('rakedIndex', () => {
  const structure = structureOf('a1 a2');
  const random = seededRandom('raked');
  const rows = 640;
  const columns = columnsOf({
    a1: Array.from({ length: rows }, () => 1 + random.below(5)),
    a2: Array.from({ length: rows }, () => random.below(7)),
  });
  /** Cells of the categories of two margins, and the margins over these cells. */
  function cellsOf(codes: (i: number) => [number, number], people: [number[], number[]]) {
    const [first, second] = people;
    const width = second.length + 1;
    const key = Uint16Array.from({ length: rows }, (_, i) => codes(i)[0] * width + codes(i)[1]);
    const cells = tallyBy(columns, structure, null, key, (first.length + 1) * width).flatMap((of, k) =>
      of.rows.some((count) => count > 0) ? [{ k, cell: { tally: of, designWeight: 1 } }] : [],
    );
    const margin = (name: string, population: number[], at: (k: number) => number): Margin => ({
      ...{ name, population, categories: population.map(String) },
      codes: Uint16Array.from(cells, ({ k }) => at(k)),
    });
    const margins = [
      margin('age', first, (k) => Math.floor(k / width)),
      margin('sex', second, (k) => k % width),
    ];
    return { cells: cells.map(({ cell }) => cell), margins };
  }
  const two = (isRare: (i: number) => boolean, people: [number, number]) =>
    cellsOf((i) => [Number(isRare(i)), 0], [people, [people[0] + people[1]]]);

  it('is the index of rows that are raked and counted one by one', () => {
    const codes = (i: number): [number, number] => [i % 3, (i * 7 + (i >> 4)) % 2];
    const people: [number[], number[]] = [
      [500, 300, 200],
      [620, 380],
    ];
    const { cells, margins } = cellsOf(codes, people);
    const { index, weights } = rakedIndex(cells, margins, structure, methodWith('mean4'));
    const byRow = [0, 1].map((m) => ({
      ...{ name: `m${m}`, categories: people[m]!.map(String), population: people[m]! },
      codes: Uint8Array.from({ length: rows }, (_, i) => codes(i)[m]!),
    }));
    const valueOf = (raked: Float64Array) =>
      computeIndex(tally({ ...columns, weight: raked }, structure, null), structure, methodWith('mean4'))
        .overall.value!;
    const whole = rake(ones(rows), byRow).weights;
    const value = valueOf(whole);
    expect(index.overall.value).toBeCloseTo(value, 9);
    expect(Math.max(...weights)).toBeCloseTo(Math.max(...whole), 9);
    // statistics.md §3: Var = (G−1)/G Σ (θ_(g) − θ)², each replicate raked anew.
    const variance = Array.from({ length: 32 }, (_, g) => {
      const rest = ones(rows).map((one, i) => (columns.group[i] === g ? 0 : (one * 32) / 31));
      return (31 / 32) * (valueOf(rake(rest, byRow).weights) - value) ** 2;
    }).reduce((sum, square) => sum + square, 0);
    expect(index.overall.variance).toBeCloseTo(variance, 9);
    const squares = whole.reduce((sum, weight) => sum + weight * weight, 0);
    expect(index.weighting!.designEffect).toBeCloseTo((rows * squares) / 1000 ** 2, 9);
  });
  it('says how many weights it cut and how far the margins are off since', () => {
    const { cells, margins } = two((i) => i % 40 === 0, [50, 50]);
    const { trimming, raking } = rakedIndex(cells, margins, structure, methodWith('top2'));
    expect(trimming?.trimmed).toBe(16);
    expect(raking).toMatchObject({ converged: true });
    // 624 weigh 1 and 16 weigh 5 medians in proportion: 80 of 704 where 50 of 100 are wanted.
    expect(trimming?.distance).toBeCloseTo(1 - 80 / 704 / 0.5, 9);
  });
  it('keeps everybody who did not say a category, with the share they have', () => {
    const { cells, margins } = cellsOf((i) => [i % 4 === 0 ? 2 : i % 2, 0], [[900, 100], [1000]]);
    const { weights, index } = rakedIndex(cells, margins, structure, methodWith('mean4'), { trim: false });
    expect(index.overall.n).toBe(rows);
    const unknown = margins[0]!.codes.indexOf(2);
    expect(weights[unknown]! * 160).toBeCloseTo(250, 9);
  });
  it('has no interval where a margin lives in one replicate group alone', () => {
    const { cells, margins } = two((i) => i === 7, [99, 1]);
    const { index } = rakedIndex(cells, margins, structure, methodWith('mean4'));
    expect(index.overall.value).not.toBeNull();
    expect(index.overall.interval).toBeNull();
  });
  it('refuses a category without respondents by kind and name', () => {
    const { cells, margins } = two(() => false, [99, 1]);
    const raked = () => rakedIndex(cells, margins, structure, methodWith('mean4'));
    expect(raked).toThrow('margin `age=1` has no respondents');
    expect(raked).toThrow(MarginError);
  });
  it('refuses a margin that nobody answered, and not as people of no category', () => {
    const { cells, margins } = cellsOf(
      (i) => [2, i % 2],
      [
        [500, 500],
        [400, 600],
      ],
    );
    expect(() => rakedIndex(cells, margins, structure, methodWith('mean4'))).toThrow(
      'margin `age=500` has no respondents; margin `age=500` has no respondents',
    );
  });
  it('refuses a set of responses that is empty', () => {
    const { margins } = two(() => false, [99, 1]);
    const none = margins.map((margin) => ({ ...margin, codes: new Uint16Array(0) }));
    expect(() => rakedIndex([], none, structure, methodWith('mean4'))).toThrow('has no respondents');
  });
});

describe('stratifiedIndex', () => {
  const structure = structureOf('a1');
  const random = seededRandom('strata');
  const part = (rows: number, firstGroup = 0) =>
    tally(
      columnsOf(
        { a1: Array.from({ length: rows }, () => 1 + random.below(5)) },
        { group: Uint8Array.from({ length: rows }, (_, i) => (firstGroup + i) % 32) },
      ),
      structure,
      null,
    );

  it('joins a stratum of one group to the next, the last one to the one before, and says so', () => {
    const strata = [
      { name: 'north', tally: part(1) },
      { name: 'middle', tally: part(100) },
      { name: 'south', tally: part(1) },
    ];
    const { joined, index } = stratifiedIndex(strata, structure, methodWith('top2'));
    expect(joined).toEqual([
      { name: 'north', to: 'middle' },
      { name: 'south', to: 'middle' },
    ]);
    expect(index.overall).toMatchObject({ n: 102, degreesOfFreedom: 31 });
  });
  it('has Σ (G_h − 1) degrees of freedom', () => {
    const strata = [
      { name: 'north', tally: part(64) },
      { name: 'south', tally: part(20) },
    ];
    expect(stratifiedIndex(strata, structure, methodWith('top2')).index.overall.degreesOfFreedom).toBe(
      31 + 19,
    );
  });
});
