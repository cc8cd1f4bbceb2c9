import { Failure } from '../failure.js';
import { instantOf, isoDay, localDate, utc } from './dates.js';

export const units = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
] as const;
export type Unit = (typeof units)[number];

const milliseconds: Partial<Record<Unit, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const inMonths: Partial<Record<Unit, number>> = { year: 12, quarter: 3, month: 1 };
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Monday 1 … Sunday 7, from a name or its first three letters. */
export function startOfWeek(name: string, operator: string): number {
  const at = days.findIndex((day) => day === name.toLowerCase() || day.slice(0, 3) === name.toLowerCase());
  if (at < 0)
    throw new Failure(
      9,
      `${operator} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${name}`,
    );
  return at + 1;
}

function daysIn(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0, 0, 0, 0, 0)).getUTCDate();
}

/** A date so many units later; a day that the month does not have becomes its last, and whole days keep the local hour. */
export function addUnits(date: Date, unit: Unit, amount: number, zone: string | null): Date {
  const months = inMonths[unit];
  let moved: Date;
  if (months === undefined && unit !== 'day' && unit !== 'week')
    moved = new Date(date.getTime() + amount * milliseconds[unit]!);
  else {
    const local = localDate(date, zone);
    if (months === undefined) moved = instantOf(local.getTime() + amount * milliseconds[unit]!, zone);
    else {
      const total = local.getUTCFullYear() * 12 + local.getUTCMonth() + amount * months;
      const [year, month] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
      const day = Math.min(local.getUTCDate(), daysIn(year, month));
      const start = utc(year, month, day, 0, 0, 0, 0);
      moved = instantOf(start + (((local.getTime() % 86_400_000) + 86_400_000) % 86_400_000), zone);
    }
  }
  if (Number.isNaN(moved.getTime()))
    throw new Failure(5976500, 'invalid $dateAdd result: the date is out of range');
  return moved;
}

function monthsOf(local: Date): number {
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

/** How many borders of a unit lie between two local times. */
export function differenceIn(unit: Unit, start: Date, stop: Date, first: number): number {
  const months = inMonths[unit];
  if (months !== undefined) return Math.floor(monthsOf(stop) / months) - Math.floor(monthsOf(start) / months);
  const length = milliseconds[unit]!;
  if (unit !== 'week') return Math.floor(stop.getTime() / length) - Math.floor(start.getTime() / length);
  const week = (local: Date): number =>
    Math.floor((Math.floor(local.getTime() / 86_400_000) - ((isoDay(local) - first + 7) % 7)) / 7);
  return week(stop) - week(start);
}

/** The local start of the bin a local time is in; bins are counted from 2000-01-01, weeks from the first such day then. */
export function truncate(local: Date, unit: Unit, size: number, first: number): number {
  const months = inMonths[unit];
  if (months !== undefined) {
    const length = months * size;
    const total = Math.floor((monthsOf(local) - 24_000) / length) * length + 24_000;
    return utc(Math.floor(total / 12), (total % 12) + 1, 1, 0, 0, 0, 0);
  }
  const length = milliseconds[unit]! * size;
  let origin = utc(2000, 1, 1, 0, 0, 0, 0);
  if (unit === 'week') {
    const saturday = 6;
    origin += ((first - saturday + 7) % 7) * 86_400_000;
  }
  return Math.floor((local.getTime() - origin) / length) * length + origin;
}
