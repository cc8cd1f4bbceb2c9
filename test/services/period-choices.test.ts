import { describe, expect, it } from '@jest/globals';
import { parsePeriod } from '../../server/domain/period.js';
import { defaultPeriod, isRunning, periodChoices } from '../../server/services/period-choices.js';

// 17:30 UTC on 31 December is 00:30 on 1 January in Vietnam.
const newYear = new Date('2026-12-31T17:30:00Z');

describe('periodChoices', () => {
  it('starts with the running periods of Vietnam', () => {
    const { quarters, months, years } = periodChoices(newYear);
    expect([quarters[0]?.id, months[0]?.id, years[0]?.id]).toEqual(['2027-Q1', '2027-01', '2027']);
  });

  it('goes back without a gap', () => {
    const { quarters } = periodChoices(new Date('2026-11-24T06:00:00Z'));
    expect(quarters.map(({ id }) => id).slice(0, 5)).toEqual([
      '2026-Q4',
      '2026-Q3',
      '2026-Q2',
      '2026-Q1',
      '2025-Q4',
    ]);
  });

  it('offers two years of quarters and a year of months besides the running ones', () => {
    const { quarters, months } = periodChoices(newYear);
    expect([quarters.at(-1)?.id, months.at(-1)?.id]).toEqual(['2025-Q1', '2026-01']);
  });
});

describe('the period shown', () => {
  it('stands in its list however old it is', () => {
    const { quarters, months } = periodChoices(newYear, parsePeriod('2019-Q2'));
    expect(quarters.at(-1)?.id).toBe('2019-Q2');
    expect(months).toHaveLength(13);
  });

  it('stands there once', () => {
    const ids = periodChoices(newYear, parsePeriod('2026-Q4')).quarters.map(({ id }) => id);
    expect(ids.filter((id) => id === '2026-Q4')).toHaveLength(1);
  });
});

describe('defaultPeriod', () => {
  it('is the last quarter that has ended', () => expect(defaultPeriod(newYear).id).toBe('2026-Q4'));
});

describe('isRunning', () => {
  it('tells the running quarter from one that has ended', () => {
    expect(isRunning(parsePeriod('2027-Q1'), newYear)).toBe(true);
    expect(isRunning(parsePeriod('2026-Q4'), newYear)).toBe(false);
  });
});
