import { describe, expect, it } from '@jest/globals';
import type { CriterionRow, ElementRow, Figure } from '../../server/domain/report-model.js';
import { criteriaNeedingAttention, targetFor } from '../../server/services/attention.js';

const text = { vi: '', en: '' };

function figure(value: number | null, low?: number, high?: number): Figure {
  const interval = low === undefined || high === undefined ? null : { low, high };
  return { value, n: value === null ? 0 : 200, interval, display: value === null ? 'suppressed' : 'shown' };
}

function element(...figures: Figure[]): ElementRow {
  const criteria = figures.map((each, position): CriterionRow => {
    const id = `c${position + 1}`;
    return { id, code: id, text, src: 'V', figure: each, counts: null, notUsed: 0, blank: 0 };
  });
  return { id: 'e', code: 'E', title: text, figure: figure(null), previous: null, change: null, criteria };
}

const target = { value: 88, year: 2030, text, source: '' };
const ids = (element_: ElementRow) =>
  criteriaNeedingAttention([element_], target).criteria.map(({ criterion }) => criterion.id);

describe('criteriaNeedingAttention', () => {
  it('names every criterion that is not above the target, lowest first', () => {
    expect(ids(element(figure(87), figure(95), figure(70), figure(88)))).toEqual(['c3', 'c1', 'c4']);
  });

  it('is certain only where the whole interval is below the target', () => {
    const { criteria } = criteriaNeedingAttention(
      [element(figure(80, 75, 85), figure(87, 84, 90), figure(86))],
      target,
    );
    expect(criteria.map(({ certain }) => certain)).toEqual([true, false, false]);
  });

  it('names the weakest five when all are above the target', () => {
    const all = element(...[99, 98, 97, 96, 95, 94, 93].map((value) => figure(value)));
    expect(criteriaNeedingAttention([all], target).kind).toBe('weakest');
    expect(ids(all)).toEqual(['c7', 'c6', 'c5', 'c4', 'c3']);
  });

  it('does not judge a criterion that nobody answered', () => {
    expect(ids(element(figure(null)))).toEqual([]);
  });

  it('names the weakest five where the method has no target', () => {
    const all = element(...[60, 61, 62, 63, 64, 65].map((value) => figure(value, 50, 70)));
    const { kind, criteria } = criteriaNeedingAttention([all], null);
    expect([kind, criteria.length, criteria[0]?.certain]).toEqual(['weakest', 5, false]);
  });
});

describe('targetFor', () => {
  const targets = [
    { ...target, value: 88, year: 2030 },
    { ...target, value: 80, year: 2020 },
  ];
  it.each([
    [2019, 80],
    [2020, 80],
    [2026, 88],
    [2031, 88],
  ])('is in %p the target of %p', (year, value) => expect(targetFor(targets, year)?.value).toBe(value));
  it('is null where a method has none', () => expect(targetFor(undefined, 2026)).toBeNull());
});
