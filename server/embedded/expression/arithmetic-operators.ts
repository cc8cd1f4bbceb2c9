import { Failure } from '../failure.js';
import { fitsLong, numberOf } from '../bson/number.js';
import { fromDecimal128, toDecimal128 } from '../bson/decimal.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { divide, kindOf, multiply, remainder, subtract } from './arithmetic.js';
import type { Numeric } from './arithmetic.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { numeric } from './real-functions.js';
import { roundTo } from './rounding.js';
import { Summation } from './summation.js';
import { isNullish } from './truth.js';

function dateAt(milliseconds: number): Date {
  if (Math.abs(milliseconds) > 8.64e15) throw new Failure(2, 'date overflow');
  return new Date(milliseconds);
}

function sum(values: (Value | undefined)[]): Value {
  const total = new Summation();
  let date: Date | null = null;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw new Failure(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumeric(value)) total.add(value);
    else throw new Failure(16554, `$add only supports numeric or date types, not ${typeName(value)}`);
  }
  if (!date) return total.result();
  total.add(BigInt(date.getTime()));
  const milliseconds = numberOf(total.result());
  // Halves go away from zero.
  return dateAt(Math.sign(milliseconds) * Math.round(Math.abs(milliseconds)));
}

function product(values: (Value | undefined)[]): Value {
  let total: Numeric = 1;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (!isNumeric(value))
      throw new Failure(14, `$multiply only supports numeric types, not ${typeName(value)}`);
    total = multiply(total, value);
  }
  return total;
}

function difference([left, right]: (Value | undefined)[]): Value {
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date) {
    if (right instanceof Date) return BigInt(left.getTime() - right.getTime());
    if (isNumeric(right)) return dateAt(left.getTime() - Math.round(numberOf(right)));
    throw new Failure(14, `can't $subtract ${typeName(right)} from Date`);
  }
  if (isNumeric(left) && isNumeric(right)) return subtract(left, right);
  throw new Failure(14, `can't $subtract ${typeName(right)} from ${typeName(left)}`);
}

function pairOf(
  code: number,
  describe: (left: string, right: string) => string,
  apply: (a: Numeric, b: Numeric) => Numeric,
): Operator {
  return positional(2, 2, ([left, right]) => {
    if (isNullish(left) || isNullish(right)) return null;
    if (!isNumeric(left) || !isNumeric(right))
      throw new Failure(code, describe(typeName(left), typeName(right)));
    return apply(left, right);
  });
}

function absolute(value: Numeric): Value {
  if (value instanceof Decimal128) return toDecimal128({ ...fromDecimal128(value), negative: false });
  if (typeof value === 'bigint') {
    const made = value < 0n ? -value : value;
    if (!fitsLong(made)) throw new Failure(28680, "can't take $abs of long long min");
    return made;
  }
  const made = Math.abs(numberOf(value));
  if (kindOf(value) === 'double') return double(made);
  return made > 0x7fffffff ? BigInt(made) : made;
}

function rounding(mode: 'round' | 'trunc'): Operator {
  return positional(1, 2, ([value, place], name) => {
    if (isNullish(value) || (place !== undefined && isNullish(place))) return null;
    if (!isNumeric(value))
      throw new Failure(51081, `${name} only supports numeric types, not ${typeName(value)}`);
    return roundTo(value, place ?? 0, mode, name);
  });
}

export const arithmeticOperators: Record<string, Operator> = {
  $add: positional(0, Infinity, sum),
  $subtract: positional(2, 2, difference),
  $multiply: positional(0, Infinity, product),
  $divide: pairOf(14, (a, b) => `$divide only supports numeric types, not ${a} and ${b}`, divide),
  $mod: pairOf(16611, (a, b) => `$mod only supports numeric types, not ${a} and ${b}`, remainder),
  $abs: numeric(absolute),
  $ceil: numeric((value) => roundTo(value, 0, 'ceil', '$ceil')),
  $floor: numeric((value) => roundTo(value, 0, 'floor', '$floor')),
  $round: rounding('round'),
  $trunc: rounding('trunc'),
};
