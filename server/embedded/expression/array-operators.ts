import { int32Of, numberOf, numberText } from '../bson/number.js';
import { Failure } from '../failure.js';
import { equalValues } from '../bson/compare.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { isNullish } from './truth.js';

const elementAt: Operator = positional(2, 2, ([list, at]) => {
  if (isNullish(list) || isNullish(at)) return null;
  if (!Array.isArray(list))
    throw new Failure(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(list)}`);
  if (!isNumeric(at))
    throw new Failure(
      28690,
      `$arrayElemAt's second argument must be a numeric value, but is ${typeName(at)}`,
    );
  const index = int32Of(at);
  if (index === null)
    throw new Failure(
      28691,
      `$arrayElemAt's second argument must be representable as a 32-bit integer: ${numberText(numberOf(at))}`,
    );
  return index >= 0 ? list[index] : list[list.length + index];
});

function end(side: 'first' | 'last'): Operator {
  return positional(1, 1, ([list], name) => {
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new Failure(28689, `${name}'s argument must be an array, but is ${typeName(list)}`);
    return side === 'first' ? list[0] : list.at(-1);
  });
}

const concatArrays: Operator = positional(0, Infinity, (lists) => {
  if (lists.some(isNullish)) return null;
  return lists.flatMap((list) => {
    if (!Array.isArray(list))
      throw new Failure(28664, `$concatArrays only supports arrays, not ${typeName(list)}`);
    return list;
  });
});

const size: Operator = positional(1, 1, ([list]) => {
  if (!Array.isArray(list))
    throw new Failure(17124, `The argument to $size must be an array, but was of type: ${typeName(list)}`);
  return list.length;
});

const includes: Operator = positional(2, 2, ([needle, list]) => {
  if (!Array.isArray(list))
    throw new Failure(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
  return list.some((item) => needle !== undefined && equalValues(item, needle));
});

const indexOfArray: Operator = positional(2, 4, ([list, needle, from, to]) => {
  if (isNullish(list)) return null;
  if (!Array.isArray(list))
    throw new Failure(40090, `$indexOfArray requires an array as a first argument, found: ${typeName(list)}`);
  const bound = (value: Value | undefined, what: string): number => {
    const whole = int32Of(value);
    if (whole === null)
      throw new Failure(
        40096,
        // MongoDB's words lack a space here.
        `$indexOfArrayrequires an integral ${what}, found a value of type: ${typeName(value)}, with value: ${value === undefined ? '' : showValue(value)}`,
      );
    if (whole < 0) throw new Failure(40097, `$indexOfArray requires a nonnegative ${what}, found: ${whole}`);
    return whole;
  };
  const start = from === undefined ? 0 : bound(from, 'starting index');
  const stop = Math.min(to === undefined ? list.length : bound(to, 'ending index'), list.length);
  for (let at = start; at < stop; at++) if (needle !== undefined && equalValues(list[at]!, needle)) return at;
  return -1;
});

const slice: Operator = positional(2, 3, ([list, second, third]) => {
  if (isNullish(list) || isNullish(second)) return null;
  if (!Array.isArray(list))
    throw new Failure(28724, `First argument to $slice must be an array, but is of type: ${typeName(list)}`);
  if (!isNumeric(second))
    throw new Failure(
      28725,
      `Second argument to $slice must be a numeric value, but is of type: ${typeName(second)}`,
    );
  const from = int32Of(second);
  if (from === null)
    throw new Failure(
      28726,
      `Second argument to $slice can't be represented as a 32-bit integer: ${numberText(numberOf(second))}`,
    );
  if (third === undefined) return from >= 0 ? list.slice(0, from) : list.slice(from);
  if (isNullish(third)) return null;
  if (!isNumeric(third))
    throw new Failure(28727, `Third argument to $slice must be numeric, but is of type: ${typeName(third)}`);
  const count = int32Of(third);
  if (count === null)
    throw new Failure(
      28728,
      `Third argument to $slice can't be represented as a 32-bit integer: ${numberText(numberOf(third))}`,
    );
  if (count <= 0) throw new Failure(28729, `Third argument to $slice must be positive: ${count}`);
  const start = from >= 0 ? from : Math.max(list.length + from, 0);
  return list.slice(start, start + count);
});

const range: Operator = positional(2, 3, ([from, to, by = 1]) => {
  const whole = (value: Value | undefined, what: string, type: number, integral: number): number => {
    // MongoDB's words, with the space that one of them lacks.
    if (!isNumeric(value))
      throw new Failure(
        type,
        `$range requires a numeric ${what}, found value of type:${what === 'step value' ? '' : ' '}${typeName(value)}`,
      );
    const number = int32Of(value);
    if (number === null)
      throw new Failure(
        integral,
        `$range requires ${what === 'ending value' ? 'an' : 'a'} ${what} that can be represented as a 32-bit integer, found value: ${showValue(value)}`,
      );
    return number;
  };
  const start = whole(from, 'starting value', 34443, 34444);
  const stop = whole(to, 'ending value', 34445, 34446);
  const step = whole(by, 'step value', 34447, 34448);
  if (step === 0) throw new Failure(34449, '$range requires a non-zero step value');
  const made: Value[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) made.push(at);
  return made;
});

const reverse: Operator = positional(1, 1, ([list]) => {
  if (isNullish(list)) return null;
  if (!Array.isArray(list))
    throw new Failure(
      34435,
      `The argument to $reverseArray must be an array, but was of type: ${typeName(list)}`,
    );
  return [...list].reverse();
});

export const arrayOperators: Record<string, Operator> = {
  $arrayElemAt: elementAt,
  $first: end('first'),
  $last: end('last'),
  $concatArrays: concatArrays,
  $size: size,
  $in: includes,
  $isArray: positional(1, 1, ([value]) => Array.isArray(value)),
  $indexOfArray: indexOfArray,
  $slice: slice,
  $range: range,
  $reverseArray: reverse,
};
