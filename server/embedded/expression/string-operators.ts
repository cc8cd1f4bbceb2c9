import { Failure } from '../failure.js';
import { integerOf, numberOf, numberText } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Code, Regex, SymbolValue, Timestamp } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { compareStrings } from '../bson/compare.js';
import { compileCapturing } from '../query/regex.js';
import { positional } from './arguments.js';
import type { Compile, Expression, Operator } from './expression.js';
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

const substrBytes: Operator = positional(3, 3, ([value, from, count], name) => {
  const bytes = Buffer.from(coerced(value));
  if (!isNumeric(from))
    throw new Failure(
      16034,
      `${name}:  starting index must be a numeric type (is BSON type ${typeName(from)})`,
    );
  if (!isNumeric(count))
    throw new Failure(16035, `${name}:  length must be a numeric type (is BSON type ${typeName(count)})`);
  const start = Math.trunc(numberOf(from));
  const length = Math.trunc(numberOf(count));
  if (start < 0) throw new Failure(50752, `${name}: starting index must be non-negative (got: ${start})`);
  const stop = length < 0 ? bytes.length : Math.min(start + length, bytes.length);
  const inside = (at: number): boolean => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
  if (start >= bytes.length) return '';
  if (inside(start))
    throw new Failure(28656, `${name}:  Invalid range, starting index is a UTF-8 continuation byte.`);
  if (inside(stop))
    throw new Failure(28657, `${name}:  Invalid range, ending index is in the middle of a UTF-8 character.`);
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
        `$substrCP: ${what} cannot be represented as a 32-bit integral value: ${show(given)}`,
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
          `${name} requires an integral ${what}, found a value of type: ${typeName(value)}, with value: "${value === undefined ? '' : show(value)}"`,
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

const split: Operator = positional(2, 2, ([text, by]) => {
  if (isNullish(text) || isNullish(by)) return null;
  if (typeof text !== 'string')
    throw new Failure(
      40085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(text)}`,
    );
  if (typeof by !== 'string')
    throw new Failure(
      40086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(by)}`,
    );
  if (by === '') throw new Failure(40087, '$split requires a non-empty separator');
  return text.split(by);
});

/** What `$trim` removes when it is not told. */
const whitespace = new Set(
  Array.from('\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'),
);

function trim(left: boolean, right: boolean): Operator {
  return (operand, compile, _names, name) => {
    if (!(operand instanceof Map))
      throw new Failure(50696, `${name} only supports an object as an argument, found ${typeName(operand)}`);
    for (const key of operand.keys())
      if (key !== 'input' && key !== 'chars')
        throw new Failure(50694, `${name} found an unknown argument: ${key}`);
    if (!operand.has('input')) throw new Failure(50695, `${name} requires an 'input' field`);
    const input = compile(operand.get('input')!);
    const characters = operand.has('chars') ? compile(operand.get('chars')!) : null;
    return (scope) => {
      const text = input(scope);
      if (isNullish(text)) return null;
      if (typeof text !== 'string')
        throw new Failure(
          50699,
          `${name} requires its input to be a string, got ${show(text!)} (of type ${typeName(text)}) instead.`,
        );
      const chars = characters?.(scope);
      if (characters && isNullish(chars)) return null;
      if (characters && typeof chars !== 'string')
        throw new Failure(
          50700,
          `${name} requires 'chars' to be a string, got ${show(chars!)} (of type ${typeName(chars)}) instead.`,
        );
      const gone = characters ? new Set(Array.from(chars as string)) : whitespace;
      const points = Array.from(text);
      let [from, to] = [0, points.length];
      if (left) while (from < to && gone.has(points[from]!)) from++;
      if (right) while (to > from && gone.has(points[to - 1]!)) to--;
      return points.slice(from, to).join('');
    };
  };
}

function replace(all: boolean): Operator {
  return (operand, compile, _names, name) => {
    if (!(operand instanceof Map))
      throw new Failure(51751, `${name} requires an object as an argument, found: ${typeName(operand)}`);
    for (const key of operand.keys())
      if (!['input', 'find', 'replacement'].includes(key))
        throw new Failure(51750, `${name} found an unknown argument: ${key}`);
    const parts = (['input', 'find', 'replacement'] as const).map((key, at) => {
      if (!operand.has(key))
        throw new Failure([51749, 51748, 51747][at]!, `${name} requires '${key}' to be specified`);
      return compile(operand.get(key)!);
    });
    return (scope) => {
      const values = parts.map((part) => part(scope));
      values.forEach((value, at) => {
        if (!isNullish(value) && typeof value !== 'string')
          throw new Failure(
            [51746, 51745, 51744][at]!,
            `${name} requires that '${['input', 'find', 'replacement'][at]}' be a string, found: ${show(value!)}`,
          );
      });
      if (values.some(isNullish)) return null;
      const [text, needle, by] = values as [string, string, string];
      if (all) return text.split(needle).join(by);
      const at = text.indexOf(needle);
      return at < 0 ? text : text.slice(0, at) + by + text.slice(at + needle.length);
    };
  };
}

/** Named arguments of the `$regexFind` family, compiled. */
function regexParts(
  operand: Value,
  compile: Compile,
  name: string,
): { input: Expression; regex: Expression; options: Expression | null } {
  if (!(operand instanceof Map))
    throw new Failure(51103, `${name} expects an object of named arguments but found: ${typeName(operand)}`);
  for (const key of operand.keys())
    if (!['input', 'regex', 'options'].includes(key))
      throw new Failure(31024, `${name} found an unknown argument: ${key}`);
  if (!operand.has('input')) throw new Failure(31022, `${name} requires 'input' parameter`);
  if (!operand.has('regex')) throw new Failure(31023, `${name} requires 'regex' parameter`);
  return {
    input: compile(operand.get('input')!),
    regex: compile(operand.get('regex')!),
    options: operand.has('options') ? compile(operand.get('options')!) : null,
  };
}

function found(match: RegExpExecArray): Doc {
  return new Map<string, Value>([
    ['match', match[0]],
    ['idx', Array.from(match.input.slice(0, match.index)).length],
    ['captures', match.slice(1).map((capture) => capture ?? null)],
  ]);
}

function regex(kind: 'find' | 'findAll' | 'match'): Operator {
  return (operand, compile, _names, name) => {
    const { input, regex: pattern, options } = regexParts(operand, compile, name);
    const nothing = kind === 'find' ? null : kind === 'match' ? false : [];
    return (scope) => {
      const [text, expression, flags] = [input(scope), pattern(scope), options?.(scope)];
      if (!isNullish(text) && typeof text !== 'string')
        throw new Failure(51104, `${name} needs 'input' to be of type string`);
      if (!isNullish(expression) && typeof expression !== 'string' && !(expression instanceof Regex))
        throw new Failure(51105, `${name} needs 'regex' to be of type string or regex`);
      if (flags !== undefined && !isNullish(flags) && typeof flags !== 'string')
        throw new Failure(51106, `${name} needs 'options' to be of type string`);
      if (isNullish(text) || isNullish(expression)) return nothing;
      if (expression instanceof Regex && typeof flags === 'string' && expression.flags !== '')
        throw new Failure(
          51107,
          `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
        );
      const own = expression instanceof Regex ? expression : new Regex(expression as string, '');
      const compiled = compileCapturing(
        new Regex(own.pattern, typeof flags === 'string' ? flags : own.flags),
      );
      const matches = [...(text as string).matchAll(compiled)] as RegExpExecArray[];
      if (kind === 'match') return matches.length > 0;
      if (kind === 'findAll') return matches.map(found);
      return matches[0] ? found(matches[0]) : null;
    };
  };
}

export const stringOperators: Record<string, Operator> = {
  $concat: concat,
  $toLower: ascii((text) => text.toLowerCase(), /[A-Z]+/g),
  $toUpper: ascii((text) => text.toUpperCase(), /[a-z]+/g),
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $substrCP: substrCodePoints,
  $indexOfBytes: indexOf('bytes'),
  $indexOfCP: indexOf('points'),
  $strLenBytes: length((text) => Buffer.byteLength(text), 34473),
  $strLenCP: length((text) => Array.from(text).length, 34471),
  $strcasecmp: positional(2, 2, ([left, right]) =>
    compareStrings(coerced(left).toUpperCase(), coerced(right).toUpperCase()),
  ),
  $split: split,
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
  $regexMatch: regex('match'),
  $regexFind: regex('find'),
  $regexFindAll: regex('findAll'),
};
