import { Failure } from '../failure.js';
import { fitsLong, numberOf } from '../bson/number.js';
import { fromDecimal128, toDecimal128 } from '../bson/decimal.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { add, divide, kindOf, multiply, remainder, subtract } from './arithmetic.js';
import type { Numeric } from './arithmetic.js';
import { positional, unary } from './arguments.js';
import type { Operator } from './expression.js';
import { roundTo } from './rounding.js';
import { isNullish } from './truth.js';

function dateAt(milliseconds: number): Date {
  if (Math.abs(milliseconds) > 8.64e15) throw new Failure(2, 'date overflow');
  return new Date(milliseconds);
}

function sum(values: (Value | undefined)[]): Value {
  let total: Numeric = 0;
  let date: Date | null = null;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw new Failure(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumeric(value)) total = add(total, value);
    else throw new Failure(16554, `$add only supports numeric or date types, not ${typeName(value)}`);
  }
  return date ? dateAt(date.getTime() + Math.round(numberOf(total))) : total;
}

function product(values: (Value | undefined)[]): Value {
  let total: Numeric = 1;
  if (values.some(isNullish)) return null;
  for (const value of values) {
    if (!isNumeric(value))
      throw new Failure(16555, `$multiply only supports numeric types, not ${typeName(value)}`);
    total = multiply(total, value);
  }
  return total;
}

function difference([left, right]: (Value | undefined)[]): Value {
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date) {
    if (right instanceof Date) return BigInt(left.getTime() - right.getTime());
    if (isNumeric(right)) return dateAt(left.getTime() - Math.round(numberOf(right)));
    throw new Failure(16613, `cant $subtract a ${typeName(right)} from a Date`);
  }
  if (isNumeric(left) && isNumeric(right)) return subtract(left, right);
  throw new Failure(16556, `cant $subtract a ${typeName(right)} from a ${typeName(left)}`);
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

function numeric(apply: (value: Numeric, name: string) => Value): Operator {
  return unary((value, name) => {
    if (!isNumeric(value))
      throw new Failure(28765, `${name} only supports numeric types, not ${typeName(value)}`);
    return apply(value, name);
  });
}

/** Functions of one double; a decimal would need their 34 digits, which this engine does not have. */
function real(apply: (value: number) => number, check?: (value: number) => void): Operator {
  return numeric((value, name) => {
    if (value instanceof Decimal128)
      throw new Failure(238, `${name} of a decimal is not supported by this engine`);
    const plain = numberOf(value);
    check?.(plain);
    return double(apply(plain));
  });
}

function within(code: number, message: string, fits: (value: number) => boolean): (value: number) => void {
  return (value) => {
    if (!Number.isNaN(value) && !fits(value))
      throw new Failure(code, `${message}${value === 0 ? '0' : value}`);
  };
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

function power(base: Numeric, exponent: Numeric): Value {
  if (base instanceof Decimal128 || exponent instanceof Decimal128)
    throw new Failure(238, '$pow of a decimal is not supported by this engine');
  const zero = numberOf(base) === 0;
  if (zero && numberOf(exponent) < 0)
    throw new Failure(28764, '$pow cannot take a base of 0 and a negative exponent');
  const whole = kindOf(base) !== 'double' && kindOf(exponent) !== 'double';
  if (!whole || numberOf(exponent) < 0) return double(numberOf(base) ** numberOf(exponent));
  const bounded = Math.abs(numberOf(base)) > 1 && numberOf(exponent) > 63;
  if (bounded) return double(numberOf(base) ** numberOf(exponent));
  const exact =
    BigInt(numberOf(base)) === BigInt(base as number) || typeof base === 'bigint'
      ? BigInt(base as number)
      : 0n;
  const result = exact ** BigInt(exponent as number);
  if (!fitsLong(result)) return double(Number(result));
  const long = kindOf(base) === 'long' || kindOf(exponent) === 'long';
  return !long && result >= -0x80000000n && result <= 0x7fffffffn ? Number(result) : result;
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
  $divide: pairOf(16609, (a, b) => `$divide only supports numeric types, not ${a} and ${b}`, divide),
  $mod: pairOf(16611, (a, b) => `$mod only supports numeric types, not ${a} and ${b}`, remainder),
  $pow: pairOf(
    28762,
    (a) => `$pow's base must be numeric, not ${a}`,
    power as (a: Numeric, b: Numeric) => Numeric,
  ),
  $abs: numeric(absolute),
  $ceil: numeric((value) => roundTo(value, 0, 'ceil', '$ceil')),
  $floor: numeric((value) => roundTo(value, 0, 'floor', '$floor')),
  $round: rounding('round'),
  $trunc: rounding('trunc'),
  $sqrt: real(
    Math.sqrt,
    within(28714, "$sqrt's argument must be greater than or equal to 0", (value) => value >= 0),
  ),
  $exp: real(Math.exp),
  $ln: real(
    Math.log,
    within(28766, "$ln's argument must be a positive number, but is ", (value) => value > 0),
  ),
  $log10: real(
    Math.log10,
    within(28761, "$log10's argument must be a positive number, but is ", (value) => value > 0),
  ),
  $log: pairOf(
    28756,
    (a) => `$log's argument must be numeric, not ${a}`,
    (value, base) => {
      const [x, b] = [numberOf(value), numberOf(base)];
      if (x <= 0) throw new Failure(28758, `$log's argument must be a positive number, but is ${x}`);
      if (b <= 0 || b === 1)
        throw new Failure(28759, `$log's base must be a positive number not equal to 1, but is ${b}`);
      return double(Math.log(x) / Math.log(b));
    },
  ),
  $sin: real(Math.sin),
  $cos: real(Math.cos),
  $tan: real(Math.tan),
  $asin: real(Math.asin),
  $acos: real(Math.acos),
  $atan: real(Math.atan),
  $sinh: real(Math.sinh),
  $cosh: real(Math.cosh),
  $tanh: real(Math.tanh),
  $asinh: real(Math.asinh),
  $acosh: real(Math.acosh),
  $atanh: real(Math.atanh),
  $atan2: pairOf(
    51044,
    (a, b) => `$atan2 only supports numeric types, not ${a} and ${b}`,
    (y, x) => double(Math.atan2(numberOf(y), numberOf(x))),
  ),
  $degreesToRadians: real((value) => (value * Math.PI) / 180),
  $radiansToDegrees: real((value) => (value * 180) / Math.PI),
};
