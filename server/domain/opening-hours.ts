import { dayOf } from './period.js';

/** When an office receives citizens, in Vietnam's time. Minutes count from midnight. */
export interface OpeningHours {
  /** Half-open stretches of each weekday, Monday first: `[[480, 690], [810, 1020]]` is 8:00–11:30 and 13:30–17:00. */
  week: readonly [Stretches, Stretches, Stretches, Stretches, Stretches, Stretches, Stretches];
  /** Days 'YYYY-MM-DD' on which it stays closed whatever weekday they are. */
  holidays: readonly string[];
}

export type Stretches = readonly (readonly [number, number])[];

/** Whether the office was open at this moment. */
export function isOpenAt(hours: OpeningHours, at: Date): boolean {
  const day = dayOf(at);
  if (hours.holidays.includes(day)) return false;
  const midnight = new Date(`${day}T00:00:00+07:00`);
  const minute = (at.getTime() - midnight.getTime()) / 60_000;
  // Sunday is 0 for JavaScript and the last day of Vietnam's week.
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (hours.week[weekday] ?? []).some(([from, to]) => from <= minute && minute < to);
}
