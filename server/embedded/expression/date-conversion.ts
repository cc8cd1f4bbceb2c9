import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { dateOf, formatDate, instantOf, isoDay, isoWeek, localDate, utc } from './dates.js';
import type { Operator } from './expression.js';
import { parseDate } from './parse-date.js';
import { isNullish } from './truth.js';

import { named, zoneOf } from './date-arguments.js';
import type { Named } from './date-arguments.js';

const dateToString: Operator = (operand, compile, _names, name) => {
  const parts = named(operand, compile, name, ['date', 'format', 'timezone', 'onNull'], ['date']);
  return (scope) => {
    const date = parts.get('date')!(scope);
    const format = parts.has('format') ? parts.get('format')!(scope) : undefined;
    if (parts.has('format') && !isNullish(format) && typeof format !== 'string')
      throw new Failure(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(format)} with value ${showValue(format!)}`,
      );
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    if (isNullish(date)) return parts.has('onNull') ? parts.get('onNull')!(scope) : null;
    if (zone === undefined || (parts.has('format') && isNullish(format))) return null;
    // The usual format ends in Z in every time zone.
    return formatDate(dateOf(date!), (format as string | undefined) ?? '%Y-%m-%dT%H:%M:%S.%LZ', zone);
  };
};

const dateFromString: Operator = (operand, compile, _names, name) => {
  if (!(operand instanceof Map))
    throw new Failure(
      40540,
      '$dateFromString only supports an object as an argument, found: ' + typeName(operand),
    );
  for (const key of operand.keys())
    if (!['dateString', 'format', 'timezone', 'onError', 'onNull'].includes(key))
      throw new Failure(40541, `Unrecognized argument to $dateFromString: ${key}`);
  if (!operand.has('dateString'))
    throw new Failure(40542, "Missing 'dateString' parameter to $dateFromString");
  const parts: Named = new Map([...operand].map(([key, value]) => [key, compile(value)]));
  return (scope) => {
    const text = parts.get('dateString')!(scope);
    const format = parts.get('format')?.(scope);
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    if (isNullish(text)) return parts.has('onNull') ? parts.get('onNull')!(scope) : null;
    if (zone === undefined || (parts.has('format') && isNullish(format))) return null;
    try {
      if (typeof text !== 'string')
        throw new Failure(
          241,
          `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)} with value ${showValue(text!)}`,
        );
      if (format !== undefined && typeof format !== 'string')
        throw new Failure(
          40684,
          `$dateFromString requires that 'format' be a string, found: ${typeName(format)} with value ${showValue(format)}`,
        );
      return parseDate(text, (format as string | undefined) ?? null, zone);
    } catch (error) {
      if (error instanceof Failure && error.code === 241 && parts.has('onError'))
        return parts.get('onError')!(scope);
      throw error;
    }
  };
};

const calendar = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;
const iso = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek', 'hour', 'minute', 'second', 'millisecond'] as const;

const dateFromParts: Operator = (operand, compile, _names, name) => {
  if (!(operand instanceof Map))
    throw new Failure(40519, `$dateFromParts only supports an object as its argument`);
  for (const key of operand.keys())
    if (![...calendar, ...iso, 'timezone'].includes(key as 'year'))
      throw new Failure(40518, `Unrecognized argument to $dateFromParts: ${key}`);
  if (!operand.has('year') && !operand.has('isoWeekYear'))
    throw new Failure(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  if (
    operand.has('year') &&
    (operand.has('isoWeekYear') || operand.has('isoWeek') || operand.has('isoDayOfWeek'))
  )
    throw new Failure(40489, '$dateFromParts does not allow mixing natural dates with ISO dates');
  if (operand.has('isoWeekYear') && (operand.has('month') || operand.has('day')))
    throw new Failure(40525, '$dateFromParts does not allow mixing ISO dates with natural dates');
  const parts: Named = new Map([...operand].map(([key, value]) => [key, compile(value)]));
  const fields = operand.has('year') ? calendar : iso;
  return (scope) => {
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    const numbers: number[] = [];
    for (const [at, field] of fields.entries()) {
      const value = parts.has(field) ? parts.get(field)!(scope) : at === 1 || at === 2 ? 1 : 0;
      if (isNullish(value)) return null;
      const whole = isNumeric(value) ? integerOf(value) : null;
      if (whole === null)
        throw new Failure(
          40515,
          `'${field}' must evaluate to an integer, found ${typeName(value)} with value ${showValue(value!)}`,
        );
      if (at === 0 && (whole < 1 || whole > 9999))
        throw new Failure(
          40523,
          `'${field}' must evaluate to an integer in the range 1 to 9999, found ${whole}`,
        );
      if (at > 0 && Math.abs(whole) > 32767 && at < 5)
        throw new Failure(
          31034,
          `'${field}' must evaluate to a value in the range [-32768, 32767]; value ${whole} is not in range`,
        );
      numbers.push(whole);
    }
    if (zone === undefined) return null;
    const [a, b, c, hour, minute, second, millisecond] = numbers as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (fields === calendar) return instantOf(utc(a, b, c, hour, minute, second, millisecond), zone);
    const january = new Date(utc(a, 1, 4, 0, 0, 0, 0));
    const monday = utc(a, 1, 4 - isoDay(january) + 1, hour, minute, second, millisecond);
    return instantOf(monday + ((b - 1) * 7 + (c - 1)) * 86_400_000, zone);
  };
};

const dateToParts: Operator = (operand, compile, _names, name) => {
  if (!(operand instanceof Map))
    throw new Failure(40524, '$dateToParts only supports an object as its argument');
  for (const key of operand.keys())
    if (!['date', 'timezone', 'iso8601'].includes(key))
      throw new Failure(40520, `Unrecognized argument to $dateToParts: ${key}`);
  if (!operand.has('date')) throw new Failure(40522, "Missing 'date' parameter to $dateToParts");
  const parts: Named = new Map([...operand].map(([key, value]) => [key, compile(value)]));
  return (scope) => {
    const date = parts.get('date')!(scope);
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    const asIso = parts.get('iso8601')?.(scope) ?? false;
    if (isNullish(date) || zone === undefined || isNullish(asIso)) return null;
    if (typeof asIso !== 'boolean')
      throw new Failure(40521, `iso8601 must evaluate to a bool, found ${typeName(asIso)}`);
    const local = localDate(dateOf(date!), zone);
    const week = isoWeek(local);
    const head: [string, Value][] = asIso
      ? [
          ['isoWeekYear', week.year],
          ['isoWeek', week.week],
          ['isoDayOfWeek', isoDay(local)],
        ]
      : [
          ['year', local.getUTCFullYear()],
          ['month', local.getUTCMonth() + 1],
          ['day', local.getUTCDate()],
        ];
    return new Map<string, Value>([
      ...head,
      ['hour', local.getUTCHours()],
      ['minute', local.getUTCMinutes()],
      ['second', local.getUTCSeconds()],
      ['millisecond', local.getUTCMilliseconds()],
    ]);
  };
};

export const dateConversion: Record<string, Operator> = {
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
};
