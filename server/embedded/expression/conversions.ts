import { Failure } from '../failure.js';
import { compareNumbers } from '../bson/compare.js';
import {
  decimalOfInteger,
  fromDecimal128,
  decimalOfRoundedDouble,
  parseDecimal,
  toDecimal128,
} from '../bson/decimal.js';
import { longOf, numberOf, numberText } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, ObjectId, double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { dateOf, formatDate } from './dates.js';
import { decimalOf, kindOf } from './arithmetic.js';
import { parseDate } from './parse-date.js';

/** The types that values can be converted to. */
export type Target = 'double' | 'string' | 'objectId' | 'bool' | 'date' | 'int' | 'long' | 'decimal';
export const targets: readonly string[] = [
  'double',
  'string',
  'objectId',
  'bool',
  'date',
  'int',
  'long',
  'decimal',
];

function unsupported(value: Value, to: string): Failure {
  return new Failure(
    241,
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  );
}

function unparsable(text: string, what: string, reason = ''): Failure {
  return new Failure(
    241,
    `Failed to parse ${what} '${text}' in $convert with no onError value:${reason !== '' ? ` ${reason}` : text === '' ? ' Empty string' : ' Did not consume whole number.'}`,
  );
}

function refuseHexadecimal(text: string): void {
  if (text.startsWith('0x'))
    throw new Failure(241, `Illegal hexadecimal input in $convert with no onError value: ${text}`);
}

function integer(value: Value, to: 'int' | 'long'): Value {
  const [low, high] = to === 'int' ? [-0x80000000n, 0x7fffffffn] : [-(2n ** 63n), 2n ** 63n - 1n];
  const fit = (whole: bigint | null): Value => {
    if (whole === null || whole < low || whole > high)
      throw new Failure(
        241,
        `Conversion would overflow target type in $convert with no onError value: ${isNumeric(value) ? numberText(value) : show(value)}`,
      );
    return to === 'int' ? Number(whole) : whole;
  };
  if (typeof value === 'boolean') return fit(value ? 1n : 0n);
  if (isNumeric(value)) {
    if (compareNumbers(value, NaN) === 0)
      throw new Failure(
        241,
        'Attempt to convert NaN value to integer type in $convert with no onError value',
      );
    if (!(value instanceof Decimal128) && !Number.isFinite(numberOf(value)))
      throw new Failure(
        241,
        'Attempt to convert infinity value to integer type in $convert with no onError value',
      );
    return fit(longOf(value, true));
  }
  if (typeof value === 'string') {
    refuseHexadecimal(value);
    if (!/^[+-]?\d+$/.test(value)) throw unparsable(value, 'number');
    return fit(BigInt(value.replace(/^\+/, '')));
  }
  if (value instanceof Date && to === 'long') return BigInt(value.getTime());
  throw unsupported(value, to);
}

function real(value: Value): Value {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (isNumeric(value)) return double(numberOf(value));
  if (value instanceof Date) return double(value.getTime());
  if (typeof value === 'string') {
    refuseHexadecimal(value);
    const special = /^[+-]?(?:inf(?:inity)?|nan)$/i.test(value);
    if (!special && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value))
      throw unparsable(value, 'number');
    if (special) return double(numberOf(toDecimal128(parseDecimal(value)!)));
    const number = Number(value);
    if (!Number.isFinite(number)) throw unparsable(value, 'number', 'Out of range');
    return double(number);
  }
  throw unsupported(value, 'double');
}

function decimal(value: Value): Value {
  if (typeof value === 'boolean') return toDecimal128(decimalOfInteger(value ? 1n : 0n));
  if (isNumeric(value))
    return toDecimal128(
      kindOf(value) === 'double' ? decimalOfRoundedDouble(numberOf(value)) : decimalOf(value),
    );
  if (value instanceof Date) return toDecimal128(decimalOfInteger(BigInt(value.getTime())));
  if (typeof value === 'string') {
    const parsed = parseDecimal(value);
    if (!parsed) throw unparsable(value, 'number');
    const made = toDecimal128(parsed);
    const kept = fromDecimal128(made);
    if (kept.kind !== parsed.kind)
      throw unparsable(value, 'number', 'Conversion from string to decimal would overflow');
    if (kept.coefficient === 0n && parsed.coefficient !== 0n)
      throw unparsable(value, 'number', 'Conversion from string to decimal would underflow');
    return made;
  }
  throw unsupported(value, 'decimal');
}

function text(value: Value): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) {
    const plain = numberText(value);
    return { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity' }[plain] ?? plain;
  }
  if (value instanceof ObjectId) return value.hex();
  if (value instanceof Date) return formatDate(value, '%Y-%m-%dT%H:%M:%S.%LZ', null);
  throw unsupported(value, 'string');
}

function date(value: Value): Value {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId || typeName(value) === 'timestamp') return dateOf(value);
  if (isNumeric(value) && kindOf(value) !== 'int') {
    const milliseconds = longOf(value, true);
    if (
      milliseconds === null ||
      milliseconds > 8_640_000_000_000_000n ||
      milliseconds < -8_640_000_000_000_000n
    )
      throw new Failure(
        241,
        `Conversion would overflow target type in $convert with no onError value: ${numberText(value)}`,
      );
    return new Date(Number(milliseconds));
  }
  if (typeof value === 'string') return parseDate(value, null, null);
  throw unsupported(value, 'date');
}

function objectId(value: Value): Value {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value))
    throw new Failure(
      241,
      `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
    );
  return new ObjectId(Buffer.from(value, 'hex'));
}

/** A value in another type. @throws Failure 241 (ConversionFailure) */
export function convert(value: Value, to: Target): Value {
  switch (to) {
    case 'int':
    case 'long':
      return integer(value, to);
    case 'double':
      return real(value);
    case 'decimal':
      return decimal(value);
    case 'string':
      return text(value);
    case 'bool':
      return typeof value === 'boolean' ? value : isNumeric(value) ? compareNumbers(value, 0) !== 0 : true;
    case 'date':
      return date(value);
    case 'objectId':
      return objectId(value);
  }
}
