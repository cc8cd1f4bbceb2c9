import { describe, expect, it } from '@jest/globals';
import { officeDays } from '../../../scripts/demo/office-calendar.js';

const dayAt = (day: string) =>
  officeDays(new Date(`${day}T00:00:00+07:00`), new Date(`${day}T23:00:00+07:00`))[0]!;

describe('the office calendar', () => {
  it.each([
    ['2026-02-16', 'the last day of the year of the Snake'],
    ['2026-02-17', 'the first day of the year of the Horse'],
    ['2025-01-29', 'the first day of the year of the Snake'],
    ['2026-04-26', "the Hùng Kings' day (10th of the 3rd lunar month)"],
    ['2026-04-30', 'the day of reunification'],
    ['2026-09-02', 'the national day'],
    ['2026-03-15', 'a Sunday'],
  ])('closes the offices on %s, %s', (day) => {
    expect(dayAt(day).load).toBe(0);
  });

  it('is half as busy in the weeks around the new year', () => {
    // Both are Tuesdays.
    expect(dayAt('2026-02-10').load).toBe(0.5 * dayAt('2026-03-10').load);
  });

  it('opens on Saturday mornings only', () => {
    expect(dayAt('2026-03-14')).toMatchObject({ load: 0.3, afternoon: false });
    expect(dayAt('2026-03-13')).toMatchObject({ afternoon: true });
  });

  it('cuts the days at midnight in Viet Nam', () => {
    const days = officeDays(new Date('2025-09-30T17:00:00Z'), new Date('2026-09-30T17:00:00Z'));
    expect(days).toHaveLength(365);
    expect(new Date(days[0]!.start).toISOString()).toBe('2025-09-30T17:00:00.000Z');
  });
});
