import { describe, expect, it } from '@jest/globals';
import {
  comparePeriods,
  contains,
  dayOf,
  lastCompleteQuarter,
  monthOf,
  monthsOf,
  parsePeriod,
  previousPeriod,
  yearEarlier,
} from '../../server/domain/period.js';

describe('parsePeriod', () => {
  // Vietnam is UTC+7 all year: midnight there is 17:00 UTC of the day before.
  it.each([
    ['2026', '2025-12-31T17:00:00.000Z', '2026-12-31T17:00:00.000Z', 'năm 2026', '2026'],
    ['2026-Q1', '2025-12-31T17:00:00.000Z', '2026-03-31T17:00:00.000Z', 'quý I năm 2026', 'Q1 2026'],
    ['2026-Q3', '2026-06-30T17:00:00.000Z', '2026-09-30T17:00:00.000Z', 'quý III năm 2026', 'Q3 2026'],
    ['2026-Q4', '2026-09-30T17:00:00.000Z', '2026-12-31T17:00:00.000Z', 'quý IV năm 2026', 'Q4 2026'],
    ['2026-07', '2026-06-30T17:00:00.000Z', '2026-07-31T17:00:00.000Z', 'tháng 7 năm 2026', 'July 2026'],
    ['2028-02', '2028-01-31T17:00:00.000Z', '2028-02-29T17:00:00.000Z', 'tháng 2 năm 2028', 'February 2028'],
  ])('cuts %s at midnight in Vietnam', (id, from, to, vi, en) => {
    const period = parsePeriod(id);
    expect({ ...period, from: period.from.toISOString(), to: period.to.toISOString() }).toMatchObject({
      id,
      from,
      to,
      label: { vi, en },
    });
  });

  it.each([
    '',
    '26',
    '2026-Q0',
    '2026-Q5',
    '2026-13',
    '2026-00',
    '2026-7',
    '2026-q3',
    '2026-Q3 ',
    '1975',
    '9999',
    '2026\n',
  ])('refuses %j', (id) => {
    expect(() => parsePeriod(id)).toThrow(expect.objectContaining({ code: 'period-invalid' }));
  });
});

describe('neighbours of a period', () => {
  it.each([
    ['2026', '2025', '2025'],
    ['2026-Q1', '2025-Q4', '2025-Q1'],
    ['2026-Q3', '2026-Q2', '2025-Q3'],
    ['2026-01', '2025-12', '2025-01'],
    ['2026-12', '2026-11', '2025-12'],
  ])('of %s are %s before and %s a year earlier', (id, before, earlier) => {
    expect(previousPeriod(parsePeriod(id)).id).toBe(before);
    expect(yearEarlier(parsePeriod(id)).id).toBe(earlier);
  });

  it('leave no gap: the previous one ends where this one begins', () => {
    for (let period = parsePeriod('2026-Q4'); period.id !== '2019-Q4'; period = previousPeriod(period))
      expect(previousPeriod(period).to).toEqual(period.from);
  });
});

describe('months', () => {
  it.each([
    ['2026-Q3', ['2026-07', '2026-08', '2026-09']],
    ['2026-07', ['2026-07']],
  ])('of %s are %j', (id, months) => {
    expect(monthsOf(parsePeriod(id))).toEqual(months);
  });

  it('of a year are its twelve', () => {
    expect(monthsOf(parsePeriod('2026'))).toHaveLength(12);
  });

  it('change at 17:00 UTC, midnight in Vietnam', () => {
    expect(monthOf(new Date('2026-06-30T16:59:59.999Z'))).toBe('2026-06');
    expect(monthOf(new Date('2026-06-30T17:00:00.000Z'))).toBe('2026-07');
    expect(monthOf(new Date('2025-12-31T17:00:00.000Z'))).toBe('2026-01');
  });

  it('hold each moment in exactly one period of a kind', () => {
    const moment = new Date('2026-09-30T17:00:00.000Z');
    expect(contains(parsePeriod('2026-Q3'), moment)).toBe(false);
    expect(contains(parsePeriod('2026-Q4'), moment)).toBe(true);
  });
});

describe('dayOf', () => {
  it('is the day in Vietnam', () => {
    expect(dayOf(new Date('2025-06-30T17:00:00.000Z'))).toBe('2025-07-01');
    expect(dayOf(new Date('2025-06-30T16:59:59.999Z'))).toBe('2025-06-30');
  });
});

describe('lastCompleteQuarter', () => {
  it.each([
    ['2026-11-24T05:00:00.000Z', '2026-Q3'],
    ['2026-01-01T00:00:00.000Z', '2025-Q4'],
    ['2026-09-30T16:59:59.999Z', '2026-Q2'],
    ['2026-09-30T17:00:00.000Z', '2026-Q3'],
  ])('at %s is %s', (now, id) => {
    expect(lastCompleteQuarter(new Date(now)).id).toBe(id);
  });
});

describe('comparePeriods', () => {
  it('sorts by start, the longer one first', () => {
    const ids = ['2026-07', '2026', '2026-Q3', '2025-Q4', '2026-Q1', '2026-01'];
    expect(
      ids
        .map(parsePeriod)
        .sort(comparePeriods)
        .map(({ id }) => id),
    ).toEqual(['2025-Q4', '2026', '2026-Q1', '2026-01', '2026-Q3', '2026-07']);
  });
});
