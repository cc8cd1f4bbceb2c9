import { Failure } from '../failure.js';
import { fitsLong, numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import { double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { kindOf } from './arithmetic.js';
import type { Numeric } from './arithmetic.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { real, refuseDecimal } from './real-functions.js';
import { isNullish } from './truth.js';

function within(code: number, message: string, fits: (value: number) => boolean): (value: number) => void {
  return (value) => {
    if (!Number.isNaN(value) && !fits(value))
      throw new Failure(code, message.endsWith(' is ') ? `${message}${value === 0 ? '0' : value}` : message);
  };
}

function power(base: Numeric, exponent: Numeric): Value {
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

function logarithm(value: Numeric, base: Numeric): Value {
  const [x, b] = [numberOf(value), numberOf(base)];
  if (x <= 0) throw new Failure(28758, `$log's argument must be a positive number, but is ${x}`);
  if (b <= 0 || b === 1)
    throw new Failure(28759, `$log's base must be a positive number not equal to 1, but is ${b}`);
  return double(Math.log(x) / Math.log(b));
}

/** An operator of two numbers, each with a name and an error of its own. */
function ofTwo(
  first: readonly [code: number, role: string],
  second: readonly [code: number, role: string],
  apply: (a: Numeric, b: Numeric) => Value,
): Operator {
  return positional(2, 2, ([left, right], name) => {
    if (isNullish(left) || isNullish(right)) return null;
    const fault = (code: number, role: string, value: Value | undefined): Failure =>
      new Failure(code, `${name}'s ${role} must be numeric, not ${typeName(value)}`);
    if (!isNumeric(left)) throw fault(...first, left);
    if (!isNumeric(right)) throw fault(...second, right);
    refuseDecimal(name, left, right);
    return apply(left, right);
  });
}

export const powerOperators: Record<string, Operator> = {
  $pow: ofTwo([28762, 'base'], [28763, 'exponent'], power),
  $log: ofTwo([28756, 'argument'], [28757, 'base'], logarithm),
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
};
