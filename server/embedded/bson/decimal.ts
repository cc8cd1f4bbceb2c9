import { Decimal128 } from './value.js';

/** A decimal128 taken apart: (-1)^negative · coefficient · 10^exponent, or an infinity, or not a number. */
export interface Decimal {
  readonly kind: 'finite' | 'infinity' | 'nan';
  readonly negative: boolean;
  readonly coefficient: bigint;
  readonly exponent: number;
}

const bias = 6176;
const maxExponent = 6111;
export const maxDigits = 34;
const maxCoefficient = 10n ** 34n - 1n;
export const nan: Decimal = { kind: 'nan', negative: false, coefficient: 0n, exponent: 0 };

/** Decodes the binary integer form of IEEE 754-2008 decimal128. */
export function fromDecimal128(value: Decimal128): Decimal {
  const bytes = Buffer.from(value.bytes);
  const low = bytes.readBigUInt64LE(0);
  const high = bytes.readBigUInt64LE(8);
  const negative = high >> 63n === 1n;
  if (((high >> 58n) & 31n) === 31n) return nan;
  if (((high >> 58n) & 31n) === 30n) return { kind: 'infinity', negative, coefficient: 0n, exponent: 0 };
  // The long form of the coefficient is never canonical for decimal128 and stands for zero.
  if (((high >> 61n) & 3n) === 3n)
    return { kind: 'finite', negative, coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - bias };
  const coefficient = ((high & 0x1ffffffffffffn) << 64n) | low;
  const exponent = Number((high >> 49n) & 0x3fffn) - bias;
  return { kind: 'finite', negative, coefficient: coefficient > maxCoefficient ? 0n : coefficient, exponent };
}

/** Divides by a power of ten, rounding half to even. */
function shorten(coefficient: bigint, digits: number): bigint {
  if (digits <= 0) return coefficient;
  // Beyond all of its digits nothing is left, and a power of ten that large could not be made.
  if (digits > coefficient.toString().length) return 0n;
  const divisor = 10n ** BigInt(digits);
  const quotient = coefficient / divisor;
  const twice = (coefficient % divisor) * 2n;
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Encodes, rounding to 34 digits (half to even); too large becomes an infinity, too small zero. */
export function toDecimal128(value: Decimal): Decimal128 {
  const bytes = Buffer.alloc(16);
  const sign = value.negative ? 1n << 63n : 0n;
  if (value.kind === 'nan') {
    bytes.writeBigUInt64LE(31n << 58n, 8);
    return new Decimal128(bytes);
  }
  let { coefficient, exponent } = value;
  const surplus = coefficient.toString().length - maxDigits;
  if (surplus > 0) {
    coefficient = shorten(coefficient, surplus);
    exponent += surplus;
    if (coefficient > maxCoefficient) {
      coefficient /= 10n;
      exponent += 1;
    }
  }
  if (exponent < -bias) {
    coefficient = shorten(coefficient, -bias - exponent);
    exponent = -bias;
  }
  while (exponent > maxExponent && coefficient !== 0n && coefficient * 10n <= maxCoefficient) {
    coefficient *= 10n;
    exponent -= 1;
  }
  if (coefficient === 0n) exponent = Math.min(exponent, maxExponent);
  if (value.kind === 'infinity' || exponent > maxExponent) {
    bytes.writeBigUInt64LE(sign | (30n << 58n), 8);
    return new Decimal128(bytes);
  }
  bytes.writeBigUInt64LE(coefficient & 0xffffffffffffffffn, 0);
  bytes.writeBigUInt64LE(sign | (BigInt(exponent + bias) << 49n) | (coefficient >> 64n), 8);
  return new Decimal128(bytes);
}

export function finite(negative: boolean, coefficient: bigint, exponent: number): Decimal {
  return { kind: 'finite', negative, coefficient, exponent };
}

export function decimalOfInteger(value: bigint): Decimal {
  return finite(value < 0n, value < 0n ? -value : value, 0);
}

/** The double's exact value: m·2^-k is m·5^k·10^-k. */
export function decimalOfDouble(value: number): Decimal {
  if (Number.isNaN(value)) return nan;
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return { kind: 'infinity', negative, coefficient: 0n, exponent: 0 };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const mantissa = (raw & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const power = (biased === 0 ? 1 : biased) - 1075;
  if (power >= 0) return finite(negative, mantissa << BigInt(power), 0);
  return finite(negative, mantissa * 5n ** BigInt(-power), power);
}

/** The double in 15 significant digits, which is how MongoDB turns a double into a decimal to calculate with it. */
export function decimalOfRoundedDouble(value: number): Decimal {
  return Number.isFinite(value) ? parseDecimal(value.toExponential(14))! : decimalOfDouble(value);
}

const shape = /^([+-])?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** A decimal from its text; null when it is none. */
export function parseDecimal(text: string): Decimal | null {
  if (/^[+-]?(?:inf|infinity)$/i.test(text))
    return { kind: 'infinity', negative: text.startsWith('-'), coefficient: 0n, exponent: 0 };
  if (/^[+-]?nan$/i.test(text)) return nan;
  const match = shape.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return null;
  let digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  let exponent = Number(power) - fraction.length;
  // Digits beyond the 34th that are zero cost no precision.
  while (digits.length > maxDigits && digits.endsWith('0')) {
    digits = digits.slice(0, -1);
    exponent += 1;
  }
  return finite(sign === '-', BigInt(digits), exponent);
}

/** The text of IEEE 754 "to scientific string", as the shell and `$toString` show it. */
export function formatDecimal(value: Decimal): string {
  const sign = value.negative ? '-' : '';
  if (value.kind === 'nan') return 'NaN';
  if (value.kind === 'infinity') return `${sign}Infinity`;
  const digits = value.coefficient.toString();
  const scientific = value.exponent + digits.length - 1;
  if (value.exponent > 0 || scientific < -6) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits[0]}${fraction}E${scientific >= 0 ? '+' : ''}${scientific}`;
  }
  if (value.exponent === 0) return sign + digits;
  const padded = digits.padStart(-value.exponent + 1, '0');
  return `${sign}${padded.slice(0, value.exponent)}.${padded.slice(value.exponent)}`;
}

/** The nearest double. */
export function decimalToNumber(value: Decimal): number {
  if (value.kind === 'nan') return NaN;
  const magnitude = value.kind === 'infinity' ? Infinity : Number(`${value.coefficient}e${value.exponent}`);
  return value.negative ? -magnitude : magnitude;
}
