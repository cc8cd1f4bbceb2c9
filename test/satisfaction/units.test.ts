import { describe, expect, it } from '@jest/globals';
import { aggregateUnits } from '../../server/satisfaction/aggregate-units.js';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import { displayRule } from '../../server/satisfaction/display-rule.js';
import type { UnitAggregationRule } from '../../server/satisfaction/method.js';
import { suppressCells } from '../../server/satisfaction/suppress-cells.js';
import { addTallies, tally } from '../../server/satisfaction/tally.js';
import { columnsOf, methodWith, structureOf } from './build.js';

const structure = structureOf('a1');
const unit = (code: string, satisfied: number, others: number, transactions: number | null = null) => {
  const a1 = [...new Array<number>(satisfied).fill(5), ...new Array<number>(others).fill(1)];
  return { code, tally: tally(columnsOf({ a1 }), structure, null), transactions };
};
const by = (rule: UnitAggregationRule) =>
  methodWith('top2', 'mean_of_criteria', { unitAggregation: { rule, text: { vi: '', en: '' } } });

describe('aggregateUnits', () => {
  const units = [unit('01', 90, 10, 300), unit('02', 10, 10, 700)];

  it.each([
    ['pooled', (100 * 100) / 120],
    ['equal_units', 70],
    ['weighted_by_transactions', 0.3 * 90 + 0.7 * 50],
  ] as const)('is by %s %d', (rule, value) => {
    expect(aggregateUnits(units, structure, by(rule)).value).toBeCloseTo(value, 10);
  });
  it('pools exactly as one computation over all responses does', () => {
    const whole = computeIndex(addTallies(units.map((of) => of.tally)), structure, by('pooled')).overall;
    expect(aggregateUnits(units, structure, by('pooled'))).toEqual(whole);
  });
  it('has an interval that grows when a small unit weighs as much as a large one', () => {
    const width = (rule: UnitAggregationRule) => {
      const { interval } = aggregateUnits(units, structure, by(rule));
      return interval!.high - interval!.low;
    };
    expect(width('equal_units')).toBeGreaterThan(width('pooled'));
  });
  it('leaves out a unit without answers, and is null without any', () => {
    expect(aggregateUnits([...units, unit('03', 0, 0)], structure, by('equal_units')).value).toBeCloseTo(
      70,
      10,
    );
    expect(aggregateUnits([], structure, by('equal_units')).value).toBeNull();
  });
  it('names the units whose dossiers are not loaded', () => {
    const missing = [unit('01', 1, 1, 5), unit('02', 1, 1), unit('03', 1, 1)];
    expect(() => aggregateUnits(missing, structure, by('weighted_by_transactions'))).toThrow(
      'no number of transactions for 02, 03',
    );
  });
});

describe('displayRule', () => {
  it.each([
    [0, 'none'],
    [1, 'suppressed'],
    [9, 'suppressed'],
    [10, 'few'],
    [29, 'few'],
    [30, 'shown'],
  ])('shows a number on %d answers as %s', (n, display) => expect(displayRule(n)).toBe(display));
});

describe('suppressCells', () => {
  it.each([
    ['nothing where all cells are large', [50, 40, 12], ''],
    ['a small cell and the next smallest, which would give it away', [50, 40, 9, 12], '2 3'],
    ['two small cells that protect each other', [50, 40, 7, 8], '2 3'],
    ['a third one while the hidden together are fewer than ten', [50, 40, 3, 4], '1 2 3'],
    ['every cell where there are only two', [50, 4], '0 1'],
    ['nothing for an empty cell, which has nothing to hide', [50, 40, 0], ''],
    ['another beside an empty and a small one, for the empty one protects nobody', [50, 40, 0, 6], '1 3'],
  ])('hides %s', (_, ns, hidden) => {
    const display = suppressCells(ns);
    expect(display.flatMap((of, i) => (of === 'suppressed' ? [i] : [])).join(' ')).toBe(hidden);
  });
});
