import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { dateOf, instantOf, localDate } from './dates.js';
import { addUnits, differenceIn, startOfWeek, truncate, units } from './date-units.js';
import type { Unit } from './date-units.js';
import type { Operator } from './expression.js';
import type { Scope } from './scope.js';
import { isNullish } from './truth.js';

import { faultsOf, named, zoneOf } from './date-arguments.js';
import type { ArgumentFaults, Named } from './date-arguments.js';

function unitOf(value: Value | undefined, name: string): Unit {
  if (typeof value !== 'string')
    throw new Failure(5439013, `${name} requires 'unit' to be a string, but got ${typeName(value)}`);
  if (!(units as readonly string[]).includes(value))
    throw new Failure(
      5439014,
      `${name} parameter 'unit' value cannot be recognized as a time unit: ${value}`,
    );
  return value as Unit;
}

function notDate(code: number, name: string, parameter: string, value: Value | undefined): () => Failure {
  return () => new Failure(code, `${name} requires '${parameter}' to be a date, but got ${typeName(value)}`);
}

function shiftFaults(name: string): ArgumentFaults {
  return {
    notObject: new Failure(5166400, `${name} expects an object as its argument`),
    unknown: (argument) =>
      new Failure(
        5166401,
        `Unrecognized argument to ${name}: ${argument}. Expected arguments are startDate, unit, amount, and optionally timezone.`,
      ),
    missing: () => new Failure(5166402, `${name} requires startDate, unit, and amount to be present`),
  };
}

function shifted(sign: 1 | -1): Operator {
  return (operand, compile, _names, name) => {
    const parts = named(
      operand,
      compile,
      name,
      ['startDate', 'unit', 'amount', 'timezone'],
      ['startDate', 'unit', 'amount'],
      shiftFaults(name),
    );
    return (scope) => {
      const [start, unit, amount] = ['startDate', 'unit', 'amount'].map((key) => parts.get(key)!(scope));
      const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
      if ([start, unit, amount].some(isNullish) || zone === undefined) return null;
      const wanted = unitOf(unit, name);
      const from = dateOf(
        start!,
        () => new Failure(5166403, `${name} requires startDate to be convertible to a date`),
      );
      const whole = isNumeric(amount) ? integerOf(amount) : null;
      if (whole === null) throw new Failure(5166405, `${name} expects integer amount of time units`);
      return addUnits(from, wanted, sign * whole, zone);
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
    faultsOf(name, 5166301, 5166302, (key) => 5166303 + ['startDate', 'endDate', 'unit'].indexOf(key)),
  );
  return (scope) => {
    const [start, stop, unit] = ['startDate', 'endDate', 'unit'].map((key) => parts.get(key)!(scope));
    const zone = zoneOf(parts.get('timezone')?.(scope), parts.has('timezone'), name);
    if ([start, stop, unit].some(isNullish) || zone === undefined) return null;
    const wanted = unitOf(unit, name);
    const first = wanted === 'week' ? weekStart(parts, scope, name) : 7;
    if (first === undefined) return null;
    const from = dateOf(start!, notDate(5166307, name, 'startDate', start));
    const to = dateOf(stop!, notDate(5166307, name, 'endDate', stop));
    return BigInt(differenceIn(wanted, localDate(from, zone), localDate(to, zone), first));
  };
};

const dateTrunc: Operator = (operand, compile, _names, name) => {
  const parts = named(
    operand,
    compile,
    name,
    ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'],
    ['date', 'unit'],
    faultsOf(name, 5439007, 5439008, (key) => (key === 'date' ? 5439009 : 5439010)),
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
        `${name} requires 'binSize' to be a 64-bit integer, but got value '${showValue(size!)}' of type ${typeName(size)}`,
      );
    if (whole <= 0)
      throw new Failure(5439018, `${name} requires 'binSize' to be greater than 0, but got value ${whole}`);
    const first = wanted === 'week' ? weekStart(parts, scope, name) : 7;
    if (first === undefined) return null;
    const from = dateOf(date!, notDate(5439012, name, 'date', date));
    return instantOf(truncate(localDate(from, zone), wanted, whole, first), zone);
  };
};

export const dateArithmetic: Record<string, Operator> = {
  $dateAdd: shifted(1),
  $dateSubtract: shifted(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
