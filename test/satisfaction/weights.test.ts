import { describe, expect, it } from '@jest/globals';
import { designEffect } from '../../server/satisfaction/design-effect.js';
import { designWeights } from '../../server/satisfaction/design-weights.js';
import { categoryWeights, type Margin } from '../../server/satisfaction/margin.js';
import { postStratify } from '../../server/satisfaction/post-stratify.js';
import { marginDistance, rake } from '../../server/satisfaction/rake.js';
import { rakedIndex } from '../../server/satisfaction/raked-index.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { stratifiedIndex } from '../../server/satisfaction/stratified-index.js';
import { tally } from '../../server/satisfaction/tally.js';
import { trimWeights } from '../../server/satisfaction/trim-weights.js';
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
    ['margins of different totals', { y: 60, o: 60 }, '`age` and `sex` add up to different populations'],
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
    expect(trimWeights(Float64Array.of(1, 2, 5))).toMatchObject({ trimmed: 0, cap: 10 });
  });
  it('cuts at five medians, keeps the total and says how many were cut', () => {
    const { weights, trimmed, cap } = trimWeights(Float64Array.of(1, 1, 1, 1, 16));
    expect([trimmed, cap]).toEqual([1, 5]);
    [1, 1, 1, 1, 5].forEach((weight, i) => expect(weights[i]).toBeCloseTo((weight * 20) / 9, 12)); // total 20 again
  });
  it('finds nothing more to cut the second time', () => {
    const { weights } = trimWeights(Float64Array.of(1, 1, 1, 1, 1, 1, 4.8, 60));
    expect(trimWeights(weights).trimmed).toBe(0);
  });
});

describe('rakedIndex', () => {
  const structure = structureOf('a1');
  const random = seededRandom('raked');
  const columns = columnsOf({ a1: Array.from({ length: 320 }, () => 1 + random.below(5)) });
  const letters = (of: (i: number) => string) => Array.from({ length: 320 }, (_, i) => of(i)).join('');

  it('says how many weights it cut and how far the margins are off since', () => {
    const margin = marginOf(
      'age',
      letters((i) => (i % 40 === 0 ? 'o' : 'y')),
      { y: 50, o: 50 },
    );
    const { trimming, raking, weights } = rakedIndex(columns, structure, methodWith('top2'), [margin]);
    expect(trimming?.trimmed).toBe(8);
    expect(raking).toMatchObject({ converged: true });
    expect(marginDistance(weights, [margin])).toBeGreaterThan(0.1);
  });
  it('gives rows outside the mask no weight', () => {
    const mask = Uint8Array.from({ length: 320 }, (_, i) => (i < 300 ? 1 : 0));
    const margin = marginOf(
      'age',
      letters((i) => (i % 2 === 0 ? 'o' : 'y')),
      { y: 50, o: 50 },
    );
    const { weights, index } = rakedIndex(columns, structure, methodWith('top2'), [margin], { mask });
    expect(weights.subarray(300).every((weight) => weight === 0)).toBe(true);
    expect(index.overall.n).toBe(300);
  });
  it('has no interval where a margin lives in one replicate group alone', () => {
    const margin = marginOf(
      'age',
      letters((i) => (i === 7 ? 'o' : 'y')),
      { y: 99, o: 1 },
    );
    const { index } = rakedIndex(columns, structure, methodWith('mean4'), [margin]);
    expect(index.overall.value).not.toBeNull();
    expect(index.overall.interval).toBeNull();
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
