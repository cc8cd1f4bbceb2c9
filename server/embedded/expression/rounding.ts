import { Failure } from '../failure.js';
import { fromDecimal128, toDecimal128 } from '../bson/decimal.js';
import type { Decimal } from '../bson/decimal.js';
import { fitsLong, integerOf, numberOf } from '../bson/number.js';
import { isNumeric } from '../bson/type.js';
import { Decimal128, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { kindOf } from './arithmetic.js';
import type { Numeric } from './arithmetic.js';

export type Mode = 'round' | 'trunc' | 'ceil' | 'floor';

/** Scales down by 10^digits in the given mode; `round` is half to even, as MongoDB rounds. */
function scaleDown(coefficient: bigint, digits: number, negative: boolean, mode: Mode): bigint {
  const divisor = 10n ** BigInt(digits);
  const quotient = coefficient / divisor;
  const rest = coefficient % divisor;
  if (rest === 0n) return quotient;
  if (mode === 'trunc') return quotient;
  if (mode === 'ceil') return negative ? quotient : quotient + 1n;
  if (mode === 'floor') return negative ? quotient + 1n : quotient;
  const twice = rest * 2n;
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function roundDecimal(value: Decimal, place: number, mode: Mode): Decimal {
  if (value.kind !== 'finite' || value.exponent >= -place) return value;
  const digits = -place - value.exponent;
  return {
    ...value,
    coefficient: scaleDown(value.coefficient, digits, value.negative, mode),
    exponent: -place,
  };
}

/** Half to even at whole numbers, as C's nearbyint. */
function nearest(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function roundDouble(value: number, place: number, mode: Mode): number {
  if (!Number.isFinite(value)) return value;
  const functions = { round: nearest, trunc: Math.trunc, ceil: Math.ceil, floor: Math.floor };
  if (place === 0) return Object.is(value, -0) ? -0 : functions[mode](value);
  // MongoDB rounds a double at a decimal place through its exact decimal value to 34 digits.
  const text = Math.abs(value).toPrecision(17);
  const [mantissa = '0', power = '0'] = text.split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const coefficient = BigInt(whole + fraction);
  const exponent = Number(power) - fraction.length;
  const negative = value < 0;
  const rounded = roundDecimal({ kind: 'finite', negative, coefficient, exponent }, place, mode);
  return Number(`${negative ? '-' : ''}${rounded.coefficient}e${rounded.exponent}`);
}

/** A number rounded at a decimal place (-20 … 100), of the type it came in. */
export function roundTo(value: Numeric, place: Value, mode: Mode, name: string): Numeric {
  const digits = isNumeric(place) ? integerOf(place) : null;
  if (digits === null) throw new Failure(51082, `precision argument to  ${name} must be a integral value`);
  if (digits < -20 || digits > 100)
    throw new Failure(
      51083,
      `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`,
    );
  if (value instanceof Decimal128) return toDecimal128(roundDecimal(fromDecimal128(value), digits, mode));
  if (kindOf(value) === 'double') return double(roundDouble(numberOf(value), digits, mode));
  if (digits >= 0) return value;
  const whole = BigInt(value as number);
  const negative = whole < 0n;
  const scaled = scaleDown(negative ? -whole : whole, -digits, negative, mode) * 10n ** BigInt(-digits);
  const signed = negative ? -scaled : scaled;
  if (kindOf(value) === 'int' && signed >= -0x80000000n && signed <= 0x7fffffffn) return Number(signed);
  if (!fitsLong(signed))
    throw new Failure(
      51080,
      `invalid conversion from Decimal128 result in ${name} resulting from arguments: [${value}, ${digits}]`,
    );
  return signed;
}
