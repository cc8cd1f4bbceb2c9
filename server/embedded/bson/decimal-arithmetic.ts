import { finite, maxDigits, nan } from './decimal.js';
import type { Decimal } from './decimal.js';

function signed(value: Decimal, exponent: number): bigint {
  const scaled = value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return value.negative ? -scaled : scaled;
}

/** Exact comparison; NaN is below everything and equal to itself. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.kind === 'nan' || b.kind === 'nan') return Number(b.kind === 'nan') - Number(a.kind === 'nan');
  const signA = a.kind === 'infinity' || a.coefficient !== 0n ? (a.negative ? -1 : 1) : 0;
  const signB = b.kind === 'infinity' || b.coefficient !== 0n ? (b.negative ? -1 : 1) : 0;
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (a.kind === 'infinity' || b.kind === 'infinity')
    return signA * (Number(a.kind === 'infinity') - Number(b.kind === 'infinity'));
  const exponent = Math.min(a.exponent, b.exponent);
  const left = signed(a, exponent);
  const right = signed(b, exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return nan;
  if (a.kind === 'infinity') return b.kind === 'infinity' && a.negative !== b.negative ? nan : a;
  if (b.kind === 'infinity') return b;
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = signed(a, exponent) + signed(b, exponent);
  return finite(sum < 0n, sum < 0n ? -sum : sum, exponent);
}

export function negateDecimal(value: Decimal): Decimal {
  return { ...value, negative: !value.negative };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return nan;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinity' || b.kind === 'infinity') {
    const zero = [a, b].some((side) => side.kind === 'finite' && side.coefficient === 0n);
    return zero ? nan : { kind: 'infinity', negative, coefficient: 0n, exponent: 0 };
  }
  return finite(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

/** Quotient to 34 digits; the caller has refused a zero divisor. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return nan;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinity') return b.kind === 'infinity' ? nan : { ...a, negative };
  if (b.kind === 'infinity') return finite(negative, 0n, 0);
  const scale = maxDigits + 4 + b.coefficient.toString().length;
  const numerator = a.coefficient * 10n ** BigInt(scale);
  let quotient = numerator / b.coefficient;
  let exponent = a.exponent - b.exponent - scale;
  if (numerator % b.coefficient !== 0n) return finite(negative, quotient * 10n + 1n, exponent - 1);
  // An exact quotient keeps the exponent nearest to the ideal one.
  const ideal = a.exponent - b.exponent;
  while (exponent < ideal && quotient !== 0n && quotient % 10n === 0n) {
    quotient /= 10n;
    exponent += 1;
  }
  return finite(negative, quotient, quotient === 0n ? ideal : exponent);
}
