import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import {
  dateOf,
  dayOfYear,
  formatDate,
  instantOf,
  isoDay,
  isoWeek,
  localDate,
  utc,
  weekOfYear,
} from './dates.js';
import { addUnits, differenceIn, startOfWeek, truncate, units } from './date-units.js';
import type { Unit } from './date-units.js';
import type { Compile, Expression, Operator } from './expression.js';
import type { Scope } from './scope.js';
import { parseDate } from './parse-date.js';
import { isNullish } from './truth.js';

type Named = ReadonlyMap<string, Expression>;

/** Compiles the named arguments of a date operator. */
function named(
  operand: Value,
  compile: Compile,
  name: string,
  allowed: readonly string[],
  required: readonly string[],
): Named {
  if (!(operand instanceof Map)) throw new Failure(18629, `${name} only supports an object as its argument`);
  for (const key of operand.keys())
    if (!allowed.includes(key)) throw new Failure(18534, `Unrecognized argument to ${name}: ${key}`);
  for (const key of required)
    if (!operand.has(key)) throw new Failure(18628, `Missing '${key}' parameter to ${name}`);
  return new Map([...operand].map(([key, value]) => [key, compile(value)]));
}

/** The time zone an argument names: null for UTC, undefined when the answer is to be null. */
function zoneOf(value: Value | undefined, given: boolean, name: string): string | null | undefined {
  if (!given) return null;
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string')
    throw new Failure(
      40517,
      `${name} requires a string for the timezone argument, but was given a ${typeName(value)} (${show(value!)})`,
    );
  return value;
}

function part(read: (local: Date) => Value): Operator {
  return (operand, compile, _names, name) => {
    let dateExpression: Expression;
    let zoneExpression: Expression | null = null;
    const first = operand instanceof Map ? operand.keys().next().value : undefined;
    if (operand instanceof Map && !first?.startsWith('$')) {
      for (const key of operand.keys())
        if (key !== 'date' && key !== 'timezone')
          throw new Failure(40535, `unrecognized option to ${name}: "${key}"`);
      if (!operand.has('date'))
        throw new Failure(40539, `missing 'date' argument to ${name}, provided: ${show(operand)}`);
      dateExpression = compile(operand.get('date')!);
      if (operand.has('timezone')) zoneExpression = compile(operand.get('timezone')!);
    } else {
      if (Array.isArray(operand) && operand.length !== 1)
        throw new Failure(
          40536,
          `${name} accepts exactly one argument if given an array, but was given ${operand.length}`,
        );
      dateExpression = compile(Array.isArray(operand) ? operand[0]! : operand);
    }
    return (scope) => {
      const value = dateExpression(scope);
      if (isNullish(value)) return null;
      const zone = zoneOf(zoneExpression?.(scope), zoneExpression !== null, name);
      if (zone === undefined) return null;
      return read(localDate(dateOf(value!), zone));
    };
  };
}

const dateToString: Operator = (operand, compile, _names, name) => {
  const parts = named(operand, compile, name, ['date', 'format', 'timezone', 'onNull'], ['date']);
  return (scope) => {
    const date = parts.get('date')!(scope);
    const format = parts.has('format') ? parts.get('format')!(scope) : undefined;
    if (parts.has('format') && !isNullish(format) && typeof format !== 'string')
      throw new Failure(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(format)} with value ${show(format!)}`,
      );
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    if (isNullish(date)) return parts.has('onNull') ? parts.get('onNull')!(scope) : null;
    if (zone === undefined || (parts.has('format') && isNullish(format))) return null;
    return formatDate(
      dateOf(date!),
      (format as string | undefined) ?? (zone === null ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L%z'),
      zone,
    );
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
          `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)} with value ${show(text!)}`,
        );
      if (format !== undefined && typeof format !== 'string')
        throw new Failure(
          40684,
          `$dateFromString requires that 'format' be a string, found: ${typeName(format)} with value ${show(format)}`,
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
          `'${field}' must evaluate to an integer, found ${typeName(value)} with value ${show(value!)}`,
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

function unitOf(value: Value | undefined, name: string): Unit {
  if (typeof value !== 'string')
    throw new Failure(5439013, `${name} requires 'unit' to be a string, but got ${typeName(value)}`);
  if (!(units as readonly string[]).includes(value))
    throw new Failure(9, `${name} parameter 'unit' value cannot be recognized as a time unit: ${value}`);
  return value as Unit;
}

function shifted(sign: 1 | -1): Operator {
  return (operand, compile, _names, name) => {
    const parts = named(
      operand,
      compile,
      name,
      ['startDate', 'unit', 'amount', 'timezone'],
      ['startDate', 'unit', 'amount'],
    );
    return (scope) => {
      const [start, unit, amount] = ['startDate', 'unit', 'amount'].map((key) => parts.get(key)!(scope));
      const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
      if ([start, unit, amount].some(isNullish) || zone === undefined) return null;
      const wanted = unitOf(unit, name);
      const whole = isNumeric(amount) ? integerOf(amount) : null;
      if (whole === null) throw new Failure(5166405, `${name} expects integer amount of time units`);
      return addUnits(dateOf(start!), wanted, sign * whole, zone);
    };
  };
}

function weekStart(parts: Named, scope: Scope, name: string): number | undefined {
  if (!parts.has('startOfWeek')) return 7;
  const value = parts.get('startOfWeek')!(scope);
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string')
    throw new Failure(5439015, `${name} requires 'startOfWeek' to be a string, but got ${typeName(value)}`);
  return startOfWeek(value, name);
}

const dateDiff: Operator = (operand, compile, _names, name) => {
  const parts = named(
    operand,
    compile,
    name,
    ['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek'],
    ['startDate', 'endDate', 'unit'],
  );
  return (scope) => {
    const [start, stop, unit] = ['startDate', 'endDate', 'unit'].map((key) => parts.get(key)!(scope));
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    if ([start, stop, unit].some(isNullish) || zone === undefined) return null;
    const wanted = unitOf(unit, name);
    const first = wanted === 'week' ? weekStart(parts, scope, name) : 7;
    if (first === undefined) return null;
    return BigInt(
      differenceIn(wanted, localDate(dateOf(start!), zone), localDate(dateOf(stop!), zone), first),
    );
  };
};

const dateTrunc: Operator = (operand, compile, _names, name) => {
  const parts = named(
    operand,
    compile,
    name,
    ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'],
    ['date', 'unit'],
  );
  return (scope) => {
    const [date, unit] = ['date', 'unit'].map((key) => parts.get(key)!(scope));
    const size = parts.has('binSize') ? parts.get('binSize')!(scope) : 1;
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    if ([date, unit, size].some(isNullish) || zone === undefined) return null;
    const wanted = unitOf(unit, name);
    const whole = isNumeric(size) ? integerOf(size) : null;
    if (whole === null)
      throw new Failure(
        5439017,
        `${name} requires 'binSize' to be a 64-bit integer, but got value '${show(size!)}' of type ${typeName(size)}`,
      );
    if (whole <= 0)
      throw new Failure(5439018, `${name} requires 'binSize' to be greater than 0, but got value ${whole}`);
    const first = wanted === 'week' ? weekStart(parts, scope, name) : 7;
    if (first === undefined) return null;
    return instantOf(truncate(localDate(dateOf(date!), zone), wanted, whole, first), zone);
  };
};

export const dateOperators: Record<string, Operator> = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $week: part(weekOfYear),
  $isoDayOfWeek: part(isoDay),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part((local) => BigInt(isoWeek(local).year)),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
  $dateAdd: shifted(1),
  $dateSubtract: shifted(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
