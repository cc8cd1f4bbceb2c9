import { Failure } from '../failure.js';
import { integerOf, numberOf, numberText } from '../bson/number.js';
import { show } from '../bson/show.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Code, SymbolValue, Timestamp } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { compareStrings } from '../bson/compare.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { formatDate } from './dates.js';
import { isNullish } from './truth.js';

/** What `$toLower`, `$substr` and their like make of a value: dates and numbers become text, missing becomes ''. */
function coerced(value: Value | undefined): string {
  if (value === undefined || isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumeric(value)) return numberText(value);
  if (value instanceof Date) return formatDate(value, '%Y-%m-%dT%H:%M:%S.%LZ', null);
  if (value instanceof Timestamp) return show(value);
  if (value instanceof SymbolValue) return value.text;
  if (value instanceof Code) return value.code;
  throw new Failure(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

const concat: Operator = positional(0, Infinity, (parts) => {
  let made = '';
  for (const part of parts) {
    if (isNullish(part)) return null;
    if (typeof part !== 'string')
      throw new Failure(16702, `$concat only supports strings, not ${typeName(part)}`);
    made += part;
  }
  return made;
});

/** Only ASCII letters change case, as MongoDB documents. */
function ascii(change: (text: string) => string, pattern: RegExp): Operator {
  return positional(1, 1, ([value]) => coerced(value).replace(pattern, change));
}

const substrBytes: Operator = positional(3, 3, ([value, from, count]) => {
  const bytes = Buffer.from(coerced(value));
  if (!isNumeric(from))
    throw new Failure(
      16034,
      `$substrBytes:  starting index must be a numeric type (is BSON type ${typeName(from)})`,
    );
  if (!isNumeric(count))
    throw new Failure(
      16035,
      `$substrBytes:  length must be a numeric type (is BSON type ${typeName(count)})`,
    );
  const start = Math.trunc(numberOf(from));
  const length = Math.trunc(numberOf(count));
  if (start < 0)
    throw new Failure(50752, `$substrBytes:  starting index must be non-negative (got: ${start})`);
  const stop = length < 0 ? bytes.length : Math.min(start + length, bytes.length);
  const inside = (at: number): boolean => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
  if (start >= bytes.length) return '';
  if (inside(start))
    throw new Failure(28656, `$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.`);
  if (inside(stop))
    throw new Failure(
      28657,
      `$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.`,
    );
  return bytes.toString('utf8', start, stop);
});

const substrCodePoints: Operator = positional(3, 3, ([value, from, count]) => {
  const whole = (
    given: Value | undefined,
    what: string,
    type: number,
    integral: number,
    negative: number,
  ): number => {
    if (!isNumeric(given))
      throw new Failure(type, `$substrCP: ${what} must be a numeric type (is BSON type ${typeName(given)})`);
    const number = integerOf(given);
    if (number === null)
      throw new Failure(
        integral,
        `$substrCP: ${what} cannot be represented as a 32-bit integral value: ${showValue(given)}`,
      );
    if (number < 0) throw new Failure(negative, `$substrCP: ${what} must be a nonnegative integer.`);
    return number;
  };
  const points = Array.from(coerced(value));
  const start = whole(from, 'starting index', 34450, 34451, 34455);
  const length = whole(count, 'length', 34452, 34453, 34454);
  return points.slice(start, start + length).join('');
});

function indexOf(unit: 'bytes' | 'points'): Operator {
  return positional(2, 4, ([text, needle, from, to], name) => {
    if (isNullish(text)) return null;
    if (typeof text !== 'string')
      throw new Failure(
        unit === 'bytes' ? 40091 : 40093,
        `${name} requires a string as the first argument, found: ${typeName(text)}`,
      );
    if (typeof needle !== 'string')
      throw new Failure(
        unit === 'bytes' ? 40092 : 40094,
        `${name} requires a string as the second argument, found: ${typeName(needle)}`,
      );
    const bound = (value: Value | undefined, what: string): number => {
      const whole = isNumeric(value) ? integerOf(value) : null;
      if (whole === null)
        throw new Failure(
          40096,
          // MongoDB's words lack a space here.
          `${name}requires an integral ${what}, found a value of type: ${typeName(value)}, with value: ${value === undefined ? '' : showValue(value)}`,
        );
      if (whole < 0) throw new Failure(40097, `${name} requires a nonnegative ${what}, found: ${whole}`);
      return whole;
    };
    const split = (whole: string): string[] =>
      unit === 'bytes' ? Array.from(Buffer.from(whole).toString('latin1')) : Array.from(whole);
    const [units, wanted] = [split(text), split(needle)];
    const start = from === undefined ? 0 : bound(from, 'starting index');
    const stop = Math.min(to === undefined ? units.length : bound(to, 'ending index'), units.length);
    if (start > units.length || stop < start) return -1;
    for (let at = start; at + wanted.length <= stop; at++)
      if (wanted.every((unitOf, offset) => units[at + offset] === unitOf)) return at;
    return -1;
  });
}

function length(count: (text: string) => number, code: number): Operator {
  return positional(1, 1, ([text], name) => {
    if (typeof text !== 'string')
      throw new Failure(code, `${name} requires a string argument, found: ${typeName(text)}`);
    return count(text);
  });
}

export const stringOperators: Record<string, Operator> = {
  $concat: concat,
  $toLower: ascii((text) => text.toLowerCase(), /[A-Z]+/g),
  $toUpper: ascii((text) => text.toUpperCase(), /[a-z]+/g),
  // An old name: messages speak of the new one, as MongoDB's do.
  $substr: (operand, compile, names) => substrBytes(operand, compile, names, '$substrBytes'),
  $substrBytes: substrBytes,
  $substrCP: substrCodePoints,
  $indexOfBytes: indexOf('bytes'),
  $indexOfCP: indexOf('points'),
  $strLenBytes: length((text) => Buffer.byteLength(text), 34473),
  $strLenCP: length((text) => Array.from(text).length, 34471),
  $strcasecmp: positional(2, 2, ([left, right]) =>
    compareStrings(coerced(left).toUpperCase(), coerced(right).toUpperCase()),
  ),
};
