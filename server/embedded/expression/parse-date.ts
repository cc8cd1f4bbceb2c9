import { Failure } from '../failure.js';
import { instantOf, isoDay, utc } from './dates.js';

function wrong(text: string, reason: string): Failure {
  return new Failure(241, `Error parsing date string '${text}'; ${reason}`);
}

const patterns: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  j: '(?<j>\\d{1,3})',
  G: '(?<G>\\d{4})',
  V: '(?<V>\\d{1,2})',
  u: '(?<u>[1-7])',
  z: '(?<z>Z|[+-]\\d{2}:?(?:\\d{2})?)',
  Z: '(?<Z>[+-]\\d{1,4})',
  '%': '%',
  b: '(?<b>[A-Za-z]{3})',
  B: '(?<B>[A-Za-z]+)',
};

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function compile(format: string): RegExp {
  let source = '';
  for (let at = 0; at < format.length; at++) {
    const char = format[at]!;
    if (char !== '%') {
      source += char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      continue;
    }
    const code = format[++at];
    if (code === undefined) throw new Failure(18535, "Unmatched '%' at end of format string");
    const pattern = patterns[code];
    if (!pattern) throw new Failure(18536, `Invalid format character '%${code}' in format string`);
    source += pattern;
  }
  return new RegExp(`^${source}$`, 'u');
}

const isoForm =
  /^(?<Y>\d{4})-(?<m>\d{2})(?:-(?<d>\d{2}))?(?:[T ](?<H>\d{1,2}):(?<M>\d{2})(?::(?<S>\d{2})(?:[.,](?<F>\d{1,9}))?)?)?\s*(?<z>Z|[+-]\d{2}:?(?:\d{2})?)?$/u;

/**
 * The date a text stands for.
 * @param format in the language of `$dateToString`; null for ISO 8601
 * @throws Failure 241 for a text that is no such date
 */
export function parseDate(text: string, format: string | null, zone: string | null): Date {
  const groups = (format === null ? isoForm : compile(format)).exec(text)?.groups;
  if (!groups)
    throw wrong(
      text,
      format === null ? "The string doesn't look like a date of ISO 8601" : 'it does not fit the format',
    );
  const number = (name: string, otherwise: number): number =>
    groups[name] === undefined ? otherwise : Number(groups[name]);
  const milliseconds =
    groups['F'] === undefined ? number('L', 0) : Math.floor(Number(`0.${groups['F']}`) * 1000);
  const [hour, minute, second] = [number('H', 0), number('M', 0), number('S', 0)];
  const name = groups['b'] ?? groups['B'];
  const month = name === undefined ? number('m', 1) : monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const day = number('d', 1);
  if (hour > 24 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1)
    throw wrong(text, 'a part is out of range');
  let local: number;
  if (groups['G'] !== undefined) {
    const year = Number(groups['G']);
    const monday = utc(
      year,
      1,
      4 - isoDay(new Date(utc(year, 1, 4, 0, 0, 0, 0))) + 1,
      hour,
      minute,
      second,
      milliseconds,
    );
    local = monday + ((number('V', 1) - 1) * 7 + number('u', 1) - 1) * 86_400_000;
  } else {
    local =
      groups['j'] === undefined
        ? utc(number('Y', 1970), month, day, hour, minute, second, milliseconds)
        : utc(number('Y', 1970), 1, number('j', 1), hour, minute, second, milliseconds);
    if (
      groups['j'] === undefined &&
      new Date(utc(number('Y', 1970), month, day, 0, 0, 0, 0)).getUTCDate() !== day
    )
      throw wrong(text, 'the month has no such day');
  }
  const own = groups['z'] ?? (groups['Z'] === undefined ? undefined : minutesZone(Number(groups['Z'])));
  if (own !== undefined && zone !== null)
    throw wrong(
      text,
      'passing a time zone identifier as part of the string is not allowed when a timezone is given',
    );
  return instantOf(local, own ?? zone);
}

function minutesZone(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}${pad(Math.abs(minutes) % 60)}`;
}
