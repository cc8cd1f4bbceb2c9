import { Failure } from '../failure.js';
import { compareNumbers } from '../bson/compare.js';
import { addDecimals, divideDecimals, multiplyDecimals, negateDecimal } from '../bson/decimal-arithmetic.js';
import { decimalOfInteger, decimalOfRoundedDouble, fromDecimal128, toDecimal128 } from '../bson/decimal.js';
import type { Decimal } from '../bson/decimal.js';
import { fitsLong, numberOf } from '../bson/number.js';
import { Decimal128, Double, double, isInt32 } from '../bson/value.js';

export type Numeric = number | bigint | Double | Decimal128;
type NumberKind = 'int' | 'long' | 'double' | 'decimal';

export function kindOf(value: Numeric): NumberKind {
  if (typeof value === 'bigint') return 'long';
  if (value instanceof Decimal128) return 'decimal';
  return value instanceof Double || !isInt32(value) ? 'double' : 'int';
}

export function decimalOf(value: Numeric): Decimal {
  if (value instanceof Decimal128) return fromDecimal128(value);
  if (typeof value === 'bigint') return decimalOfInteger(value);
  if (value instanceof Double) return decimalOfRoundedDouble(value.value);
  return isInt32(value) ? decimalOfInteger(BigInt(value)) : decimalOfRoundedDouble(value);
}

/** The kind a calculation of two numbers has: the wider of both. */
function wider(a: Numeric, b: Numeric): NumberKind {
  const order: NumberKind[] = ['int', 'long', 'double', 'decimal'];
  return order[Math.max(order.indexOf(kindOf(a)), order.indexOf(kindOf(b)))]!;
}

/** An integral result: int where the operands were int and it fits, else long, else double when it may overflow. */
function integral(result: bigint, kind: NumberKind, onOverflow: (exact: bigint) => Numeric): Numeric {
  if (kind === 'int' && result >= -0x80000000n && result <= 0x7fffffffn) return Number(result);
  return fitsLong(result) ? result : onOverflow(result);
}

const toDouble = (exact: bigint): Numeric => double(Number(exact));

function whole(value: Numeric): bigint {
  return typeof value === 'bigint' ? value : BigInt(value as number);
}

/** Sum; an integer sum beyond int64 becomes a double, as `$add` and `$sum` answer it. */
export function add(a: Numeric, b: Numeric, onOverflow = toDouble): Numeric {
  if (typeof a === 'number' && typeof b === 'number' && isInt32(a) && isInt32(b)) {
    const sum = a + b;
    return isInt32(sum) ? sum : BigInt(sum);
  }
  const kind = wider(a, b);
  if (kind === 'decimal') return toDecimal128(addDecimals(decimalOf(a), decimalOf(b)));
  if (kind === 'double') return double(numberOf(a) + numberOf(b));
  return integral(whole(a) + whole(b), kind, onOverflow);
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  const kind = wider(a, b);
  if (kind === 'decimal') return toDecimal128(addDecimals(decimalOf(a), negateDecimal(decimalOf(b))));
  if (kind === 'double') return double(numberOf(a) - numberOf(b));
  return integral(whole(a) - whole(b), kind, toDouble);
}

export function multiply(a: Numeric, b: Numeric, onOverflow = toDouble): Numeric {
  const kind = wider(a, b);
  if (kind === 'decimal') return toDecimal128(multiplyDecimals(decimalOf(a), decimalOf(b)));
  if (kind === 'double') return double(numberOf(a) * numberOf(b));
  return integral(whole(a) * whole(b), kind, onOverflow);
}

/** Quotient: a double, or a decimal where one side is. @throws Failure 2 for a zero divisor */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (compareNumbers(b, 0) === 0) throw new Failure(2, "can't $divide by zero");
  if (wider(a, b) === 'decimal') return toDecimal128(divideDecimals(decimalOf(a), decimalOf(b)));
  return double(numberOf(a) / numberOf(b));
}

/** Remainder with the dividend's sign. @throws Failure 16610 for a zero divisor */
export function remainder(a: Numeric, b: Numeric): Numeric {
  if (compareNumbers(b, 0) === 0) throw new Failure(16610, "can't $mod by zero");
  // A divisor that is an integer in a double is taken for one beside an integer; a dividend is not.
  const integers = kindOf(a) === 'int' || kindOf(a) === 'long';
  const divisor = integers && b instanceof Double && isInt32(b.value) ? b.value : b;
  const kind = wider(a, divisor);
  if (kind === 'decimal') return decimalRemainder(decimalOf(a), decimalOf(divisor));
  if (kind === 'double') return double(numberOf(a) % numberOf(divisor));
  return integral(whole(a) % whole(divisor), kind, toDouble);
}

function decimalRemainder(a: Decimal, b: Decimal): Decimal128 {
  if (a.kind !== 'finite' || b.kind === 'nan')
    return toDecimal128({ kind: 'nan', negative: false, coefficient: 0n, exponent: 0 });
  if (b.kind === 'infinity') return toDecimal128(a);
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return toDecimal128({ ...a, coefficient: left % right, exponent });
}
