/** Composites, weights and strata against R's `survey` 4 (test/golden/survey.R makes answers.csv and survey.json). */
import { describe, expect, it } from '@jest/globals';
import type { PlainColumns } from '../../server/satisfaction/columns.js';
import { compareEstimates } from '../../server/satisfaction/compare-indices.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import { designWeights } from '../../server/satisfaction/design-weights.js';
import type { Estimate, IndexEstimate } from '../../server/satisfaction/estimate.js';
import type { Margin } from '../../server/satisfaction/margin.js';
import type { CriterionRule } from '../../server/satisfaction/method.js';
import { personRule } from '../../server/satisfaction/person-rule.js';
import { rakedIndex } from '../../server/satisfaction/raked-index.js';
import { stratifiedIndex } from '../../server/satisfaction/stratified-index.js';
import { tally, tallyBy } from '../../server/satisfaction/tally.js';
import { goldenCsv, goldenJson } from '../golden/read-golden.js';
import { methodWith, structureOf } from './build.js';

interface Result {
  value: number;
  variance: number;
  df: number;
  low: number;
  high: number;
}
type Results = Record<CriterionRule, Record<string, Result>>;

const golden = goldenJson<{
  unweighted: Results;
  weighted: Results;
  stratified: Results;
  post_stratified: Results;
  raked: Results;
  raked_weights: number[];
  weighted_design_effect: number;
  difference: { value: number; low: number; high: number };
}>('survey.json');

const rows = goldenCsv('answers.csv');
const structure = structureOf('a1 a2 b1 b2 b3 c1');
const column = (id: string) => Uint8Array.from(rows, (row) => Number(row[id]));
const unweighted: PlainColumns = {
  rows: rows.length,
  levels: Object.fromEntries(['a1', 'a2', 'b1', 'b2', 'b3', 'c1'].map((id) => [id, column(id)])),
  group: Uint8Array.from(rows, (_, i) => (i + 1) % 32),
  weight: null,
};
const weighted: PlainColumns = {
  ...unweighted,
  weight: Float64Array.from(rows, (row) => Number(row['weight'])),
};

function marginOf(name: string, people: Record<string, number>): Margin {
  const categories = Object.keys(people);
  const codes = Uint8Array.from(rows, (row) => categories.indexOf(row[name]!));
  return { name, categories, codes, population: Object.values(people) };
}
const strata = marginOf('stratum', { north: 5200, south: 9100, west: 1300 });
const age = marginOf('age', { '18-34': 6100, '35-59': 7300, '60+': 2200 });
const sex = marginOf('sex', { f: 7900, m: 7700 });

function expectLikeR(estimate: Estimate, result: Result, digits = 9): void {
  expect(estimate.value).toBeCloseTo(result.value, digits);
  expect(estimate.variance).toBeCloseTo(result.variance, digits);
  expect(estimate.degreesOfFreedom).toBe(result.df);
}

function expectIntervalLikeR(estimate: Estimate, result: Result, digits = 9): void {
  expectLikeR(estimate, result, digits);
  expect(estimate.interval?.low).toBeCloseTo(result.low, digits);
  expect(estimate.interval?.high).toBeCloseTo(result.high, digits);
}

/** All statistics of the R script at one place; a share's interval is Wilson's where there are no weights. */
function expectAllLikeR(
  results: Results,
  rule: CriterionRule,
  index: (aggregation: 'mean_of_criteria' | 'mean_of_elements' | 'pooled') => IndexEstimate,
  digits = 9,
): void {
  const byCriteria = index('mean_of_criteria');
  expectIntervalLikeR(byCriteria.overall, results[rule]['mean_of_criteria']!, digits);
  expectIntervalLikeR(byCriteria.elements[1]!.estimate, results[rule]['element_b']!, digits);
  expectLikeR(byCriteria.criteria[2]!.estimate, results[rule]['criterion_b1']!, digits);
  expectIntervalLikeR(index('mean_of_elements').overall, results[rule]['mean_of_elements']!, digits);
  expectIntervalLikeR(index('pooled').overall, results[rule]['pooled']!, digits);
}

/** One cell for each stratum, age and sex that occurs, and the margins over the cells. */
function crossed() {
  const [ages, sexes] = [age.categories.length, sex.categories.length];
  const key = Uint16Array.from(
    rows,
    (_, i) => (strata.codes[i]! * ages + age.codes[i]!) * sexes + sex.codes[i]!,
  );
  const all = tallyBy(unweighted, structure, null, key, strata.categories.length * ages * sexes);
  const keys = [...new Set(key)].sort((a, b) => a - b);
  const cells = keys.map((k) => ({ tally: all[k]!, designWeight: weighted.weight![key.indexOf(k)]! }));
  const over = (margin: Margin, at: (k: number) => number): Margin => ({
    ...margin,
    codes: Uint8Array.from(keys, at),
  });
  return {
    cells,
    /** The cell of each row. */
    cellOf: (row: number) => keys.indexOf(key[row]!),
    age: over(age, (k) => Math.floor(k / sexes) % ages),
    sex: over(sex, (k) => k % sexes),
  };
}

describe("R's survey package", () => {
  it.each(['top2', 'mean4', 'mean5'] as const)('has the same %s indices and JK1 intervals', (rule) => {
    const counted = tally(unweighted, structure, null);
    expectAllLikeR(golden.unweighted, rule, (aggregation) =>
      computeIndex(counted, structure, methodWith(rule, aggregation)),
    );
  });

  it.each(['top2', 'mean4', 'mean5'] as const)('has the same weighted %s indices and intervals', (rule) => {
    const counted = tally(weighted, structure, null);
    expectAllLikeR(golden.weighted, rule, (aggregation) =>
      computeIndex(counted, structure, methodWith(rule, aggregation)),
    );
    const criterion = computeIndex(counted, structure, methodWith(rule)).criteria[2]!.estimate;
    expectIntervalLikeR(criterion, golden.weighted[rule]['criterion_b1']!);
  });

  it.each(['top2', 'mean4', 'mean5'] as const)('has the same %s index by person', (rule) => {
    const method = methodWith(rule, 'person');
    const of = (columns: PlainColumns) =>
      computeIndex(tally(columns, structure, null, personRule(method)), structure, method).overall;
    expectIntervalLikeR(of(unweighted), golden.unweighted[rule]['person']!);
    expectIntervalLikeR(of(weighted), golden.weighted[rule]['person']!);
  });

  it.each(['top2', 'mean4'] as const)('has the same stratified %s indices and JKn intervals', (rule) => {
    const tallies = tallyBy(weighted, structure, null, strata.codes, 3);
    const named = tallies.map((of, h) => ({ name: strata.categories[h]!, tally: of }));
    expectAllLikeR(
      golden.stratified,
      rule,
      (aggregation) => stratifiedIndex(named, structure, methodWith(rule, aggregation)).index,
    );
  });

  it('has the same design weights and design effect', () => {
    designWeights(strata).forEach((weight, i) => expect(weight).toBeCloseTo(weighted.weight![i]!, 9));
    const index = computeIndex(tally(weighted, structure, null), structure, methodWith('top2'));
    expect(index.weighting?.designEffect).toBeCloseTo(golden.weighted_design_effect, 9);
  });

  it('has the same post-stratified indices and intervals', () => {
    const { cells, age: margin } = crossed();
    const index = (aggregation: 'mean_of_criteria' | 'mean_of_elements' | 'pooled') =>
      rakedIndex(cells, [margin], structure, methodWith('top2', aggregation), { trim: false }).index;
    expectAllLikeR(golden.post_stratified, 'top2', index);
  });

  it.each(['top2', 'mean4'] as const)('has the same raked %s indices, each replicate raked anew', (rule) => {
    const { cells, cellOf, ...margins } = crossed();
    const of = (aggregation: 'mean_of_criteria' | 'mean_of_elements' | 'pooled') =>
      rakedIndex(cells, Object.values(margins), structure, methodWith(rule, aggregation), { trim: false });
    const raked = of('mean_of_criteria');
    expect(raked.raking.converged).toBe(true);
    golden.raked_weights.forEach((weight, i) => expect(raked.weights[cellOf(i)]).toBeCloseTo(weight, 4));
    expectAllLikeR(golden.raked, rule, (aggregation) => of(aggregation).index, 6);
  });

  it('has the same difference of two periods', () => {
    const period = (from: number, to: number) => {
      const mask = Uint8Array.from(rows, (_, i) => (i >= from && i < to ? 1 : 0));
      return computeIndex(tally(unweighted, structure, mask), structure, methodWith('top2')).overall;
    };
    const difference = compareEstimates(period(200, 420), period(0, 200));
    expect(difference?.value).toBeCloseTo(golden.difference.value, 9);
    expect(difference?.interval?.low).toBeCloseTo(golden.difference.low, 9);
    expect(difference?.interval?.high).toBeCloseTo(golden.difference.high, 9);
  });
});
