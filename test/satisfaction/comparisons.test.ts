import { describe, expect, it } from '@jest/globals';
import { compareEstimates } from '../../server/satisfaction/compare-indices.js';
import { compareOverlapping } from '../../server/satisfaction/compare-overlapping.js';
import { rankRanges } from '../../server/satisfaction/rank-ranges.js';
import { seededRandom } from '../../server/satisfaction/random.js';
import { addTallies, tally } from '../../server/satisfaction/tally.js';
import { breakBetween, trend, type TrendPoint } from '../../server/satisfaction/trend.js';
import { goldenJson } from '../golden/read-golden.js';
import { columnsOf, estimateOf, methodWith, structureOf } from './build.js';

describe('compareEstimates', () => {
  it.each([
    // t(0.975, 31) = 2.0395 (R); variance 1 + 1.25 = 1.5²
    [84, 80, true],
    [83, 80, false],
    [80, 84, true],
  ])('of %d and %d is significant: %s', (a, b, significant) => {
    const difference = compareEstimates(estimateOf(a, 1), estimateOf(b, 1.25))!;
    expect(difference.value).toBe(a - b);
    expect(difference.interval!.high - difference.value).toBeCloseTo(1.5 * 2.039513446, 8);
    expect(difference.significant).toBe(significant);
  });
  it('uses the smaller degrees of freedom', () => {
    const { interval, value } = compareEstimates(estimateOf(80, 1, 9), estimateOf(80, 0.44, 31))!;
    expect(interval!.high - value).toBeCloseTo(1.2 * 2.262157163, 8); // qt(0.975, 9)
  });
  it('is null where one side has no value, and never significant where a variance is missing', () => {
    expect(compareEstimates(estimateOf(null), estimateOf(80, 1))).toBeNull();
    expect(compareEstimates(estimateOf(20), estimateOf(80, 1))).toEqual({
      value: -60,
      interval: null,
      significant: false,
    });
  });
});

describe('compareOverlapping', () => {
  const structure = structureOf('a1 a2');
  const random = seededRandom('with and without');
  const answers = () => Array.from({ length: 640 }, () => 1 + random.below(5));
  const counted = tally(columnsOf({ a1: answers(), a2: answers() }), structure, null);
  const excluded = tally(columnsOf({ a1: [5, 5, 5, 5, 5, 5], a2: [5, 5, 5, 5, 5, 5] }), structure, null);
  const both = addTallies([counted, excluded]);

  it('sees a small change that the intervals of both sides would hide, since what they share cancels', () => {
    const difference = compareOverlapping(both, counted, structure, methodWith('top2'))!;
    const width = difference.interval!.high - difference.interval!.low;
    const independent = compareEstimates(estimateOf(60, 2), estimateOf(60, 2))!.interval!;
    expect(difference.value).toBeGreaterThan(0);
    expect(width).toBeLessThan((independent.high - independent.low) / 5);
  });
  it('is zero without interval between a set and itself', () => {
    const same = compareOverlapping(counted, counted, structure, methodWith('top2'));
    expect(same).toEqual({ value: 0, interval: null, significant: false });
  });
  it('is null where one side is empty', () => {
    expect(compareOverlapping(counted, addTallies([]), structure, methodWith('top2'))).toBeNull();
  });
});

describe('rankRanges', () => {
  const golden = goldenJson<{ ranks: { value: number; variance: number; from: number; to: number }[] }>(
    'survey.json',
  );

  it('has the ranges that R\'s p.adjust(method = "holm") gives for eight units', () => {
    const ranges = rankRanges(golden.ranks.map(({ value, variance }) => estimateOf(value, variance)));
    expect(ranges).toEqual(golden.ranks.map(({ from, to }) => ({ from, to })));
  });
  it('shows the same range to units that cannot be told apart', () => {
    expect(rankRanges([estimateOf(80, 4), estimateOf(81, 4), estimateOf(80, 4)])).toEqual([
      { from: 1, to: 3 },
      { from: 1, to: 3 },
      { from: 1, to: 3 },
    ]);
  });
  it('leaves out a unit without variance and does not count it among the ranks', () => {
    expect(rankRanges([estimateOf(90, 0.1), estimateOf(50), estimateOf(null), estimateOf(10, 0.1)])).toEqual([
      { from: 1, to: 1 },
      null,
      null,
      { from: 2, to: 2 },
    ]);
  });
  it('gives a single unit the first rank, and nobody any', () => {
    expect(rankRanges([estimateOf(80, 1)])).toEqual([{ from: 1, to: 1 }]);
    expect(rankRanges([])).toEqual([]);
  });
});

describe('trend', () => {
  const point = (changes: Partial<TrendPoint>): TrendPoint => ({
    period: '2026-Q3',
    method: 'm@1',
    questionnaires: ['q@1'],
    source: 'self-selected',
    estimate: estimateOf(80, 1),
    ...changes,
  });

  it.each([
    ['another method', { method: 'n@1' }, 'method'],
    ['a new version of the method', { method: 'm@2' }, 'method'],
    ['a new version of the questionnaire', { questionnaires: ['q@2'] }, 'questionnaire'],
    ['a new version beside the old one', { questionnaires: ['q@1', 'q@2'] }, 'questionnaire'],
    ['another questionnaire altogether', { questionnaires: ['r@1'] }, 'questionnaire'],
    ['respondents drawn instead of self-selected', { source: 'random-sample' as const }, 'source'],
    ['one more form of the same method', { questionnaires: ['q@1', 'r@1'] }, null],
    ['nothing but time', { period: '2026-Q4' }, null],
  ])('with %s breaks: %#', (_, changes, reason) => {
    expect(breakBetween(point({}), point(changes))).toBe(reason);
  });

  it('gives no difference across a break: 87.16 (2021) and 80.08 (2022) are not one line', () => {
    // sipas.md §5.1: population, frame and questionnaire changed between 2021 and 2022
    const steps = trend([
      point({ period: '2021', method: 'sipas-2640@1', estimate: estimateOf(87.16, 1) }),
      point({ period: '2022', method: 'sipas-2022@1', estimate: estimateOf(80.08, 1) }),
      point({ period: '2023', method: 'sipas-2022@1', estimate: estimateOf(82.66, 1) }),
    ]);
    expect(steps.map((step) => step.break)).toEqual([null, 'method', null]);
    expect(steps[1]?.change).toBeNull();
    expect(steps[2]?.change?.value).toBeCloseTo(2.58, 10); // the published change
  });
});
