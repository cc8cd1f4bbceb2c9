import { Failure } from '../failure.js';
import { ObjectId, Timestamp } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { typeName } from '../bson/type.js';

const dayMilliseconds = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    throw new Failure(40485, `unrecognized time zone identifier: "${zone}"`);
  }
  formatters.set(zone, made);
  return made;
}

/** How many milliseconds a zone's clocks are ahead of UTC at an instant. */
export function offsetAt(time: number, zone: string | null): number {
  if (zone === null || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  const parts = new Map(
    formatter(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const year = parts.get('era') === 'BC' ? 1 - Number(parts.get('year')) : Number(parts.get('year'));
  const local = utc(
    year,
    Number(parts.get('month')),
    Number(parts.get('day')),
    Number(parts.get('hour')),
    Number(parts.get('minute')),
    Number(parts.get('second')),
    0,
  );
  return local - Math.floor(time / 1000) * 1000;
}

/** `Date.UTC` with months from 1 and without its surprise for years below 100. */
export function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  milliseconds: number,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  return date.getTime();
}

/** The clocks of a zone at an instant, as the UTC fields of a date. */
export function localDate(date: Date, zone: string | null): Date {
  return new Date(date.getTime() + offsetAt(date.getTime(), zone));
}

/** The instant at which a zone's clocks show a local time. */
export function instantOf(local: number, zone: string | null): Date {
  const guess = local - offsetAt(local, zone);
  return new Date(local - offsetAt(guess, zone));
}

/** Monday 1 … Sunday 7. */
export function isoDay(local: Date): number {
  return local.getUTCDay() === 0 ? 7 : local.getUTCDay();
}

export function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - utc(local.getUTCFullYear(), 1, 1, 0, 0, 0, 0)) / dayMilliseconds) + 1;
}

/** Week of the year from Sunday on, 0 … 53. */
export function weekOfYear(local: Date): number {
  return Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7);
}

/** Week and year of ISO 8601: the week belongs to the year its Thursday is in. */
export function isoWeek(local: Date): { week: number; year: number } {
  const thursday = new Date(local.getTime() + (4 - isoDay(local)) * dayMilliseconds);
  return { week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1, year: thursday.getUTCFullYear() };
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date in the format language of `$dateToString`. @throws Failure 18536, 18535 for a wrong format */
export function formatDate(date: Date, format: string, zone: string | null): string {
  const local = localDate(date, zone);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const offset = offsetAt(date.getTime(), zone) / 60_000;
  const made: Record<string, () => string> = {
    Y: () => pad(local.getUTCFullYear(), 4),
    m: () => pad(local.getUTCMonth() + 1, 2),
    d: () => pad(local.getUTCDate(), 2),
    H: () => pad(local.getUTCHours(), 2),
    M: () => pad(local.getUTCMinutes(), 2),
    S: () => pad(local.getUTCSeconds(), 2),
    L: () => pad(local.getUTCMilliseconds(), 3),
    j: () => pad(dayOfYear(local), 3),
    w: () => String(local.getUTCDay() + 1),
    u: () => String(isoDay(local)),
    U: () => pad(weekOfYear(local), 2),
    V: () => pad(isoWeek(local).week, 2),
    G: () => pad(isoWeek(local).year, 4),
    b: () => months[local.getUTCMonth()]!.slice(0, 3),
    B: () => months[local.getUTCMonth()]!,
    z: () =>
      `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`,
    Z: () => String(offset),
    '%': () => '%',
  };
  let text = '';
  for (let at = 0; at < format.length; at++) {
    const char = format[at]!;
    if (char !== '%') {
      text += char;
      continue;
    }
    const code = format[++at];
    if (code === undefined) throw new Failure(18535, "Unmatched '%' at end of format string");
    const write = made[code];
    if (!write) throw new Failure(18536, `Invalid format character '%${code}' in format string`);
    text += write();
  }
  return text;
}

/**
 * What the date operators take for a date: a date, a timestamp or an ObjectId.
 * @throws Failure 16006, or the one given
 */
export function dateOf(value: Value, otherwise?: () => Failure): Date {
  if (value instanceof Date) return value;
  if (value instanceof Timestamp) return new Date(Number(value.value >> 32n) * 1000);
  if (value instanceof ObjectId) return new Date(Buffer.from(value.bytes).readUInt32BE(0) * 1000);
  if (otherwise) throw otherwise();
  throw new Failure(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}
