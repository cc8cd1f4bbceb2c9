import { decimalToNumber, fromDecimal128, formatDecimal } from './decimal.js';
import { isNumeric } from './type.js';
import { Decimal128, Double, isInt32 } from './value.js';
import type { Value } from './value.js';

type Numeric = number | bigint | Double | Decimal128;

const longMin = -(2n ** 63n);
const longMax = 2n ** 63n - 1n;

/** A number of any type as a double, rounded where it must be. */
export function numberOf(value: Numeric): number {
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal128) return decimalToNumber(fromDecimal128(value));
  return Number(value);
}

/**
 * A number of any type as an int64; null when it is not integral (unless it may be truncated) or does not fit.
 * Truncation goes toward zero; NaN and the infinities have no integer.
 */
export function longOf(value: Numeric, truncate = false): bigint | null {
  if (typeof value === 'bigint') return value;
  let whole: bigint;
  if (value instanceof Decimal128) {
    const { kind, negative, coefficient, exponent } = fromDecimal128(value);
    if (kind !== 'finite') return null;
    if (exponent > 20 && coefficient !== 0n) return null;
    const power = 10n ** BigInt(Math.abs(exponent));
    if (exponent < 0 && coefficient % power !== 0n && !truncate) return null;
    whole = exponent < 0 ? coefficient / power : coefficient * power;
    if (negative) whole = -whole;
  } else {
    const plain = value instanceof Double ? value.value : value;
    if (!Number.isFinite(plain) || (!truncate && !Number.isInteger(plain))) return null;
    whole = BigInt(Math.trunc(plain));
  }
  return whole < longMin || whole > longMax ? null : whole;
}

/** A number of any type as a safe integer; null when it is none. */
export function integerOf(value: Numeric): number | null {
  const whole = longOf(value);
  return whole === null || !Number.isSafeInteger(Number(whole)) ? null : Number(whole);
}

/** A number of any type as an int32; null when it is none. */
export function int32Of(value: Value | undefined): number | null {
  const whole = isNumeric(value) ? integerOf(value) : null;
  return whole !== null && whole >= -0x80000000 && whole <= 0x7fffffff ? whole : null;
}

export function fitsLong(value: bigint): boolean {
  return value >= longMin && value <= longMax;
}

/** A finite double as C prints it with `%g` and so many digits. */
function doubleText(value: number, precision: number): string {
  const [digits = '', exponent = ''] = value.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < precision) return withoutZeros(value.toFixed(precision - 1 - power));
  return `${withoutZeros(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A number in MongoDB's words; `precision` counts the digits of a double. */
export function numberText(value: Numeric, precision = 16): string {
  if (value instanceof Decimal128) return formatDecimal(fromDecimal128(value));
  const plain = value instanceof Double ? value.value : value;
  if (typeof plain === 'bigint') return plain.toString();
  if (Number.isNaN(plain)) return 'nan';
  if (!Number.isFinite(plain)) return plain > 0 ? 'inf' : '-inf';
  return Object.is(plain, -0)
    ? '-0'
    : !(value instanceof Double) && isInt32(plain)
      ? String(plain)
      : doubleText(plain, precision);
}
