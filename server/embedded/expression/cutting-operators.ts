import { Failure } from '../failure.js';
import { showValue } from '../bson/show-value.js';
import { typeName } from '../bson/type.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { isNullish } from './truth.js';

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
          `${name} requires its input to be a string, got ${showValue(text!)} (of type ${typeName(text)}) instead.`,
        );
      const chars = characters?.(scope);
      if (characters && isNullish(chars)) return null;
      if (characters && typeof chars !== 'string')
        throw new Failure(
          50700,
          `${name} requires 'chars' to be a string, got ${showValue(chars!)} (of type ${typeName(chars)}) instead.`,
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
            `${name} requires that '${['input', 'find', 'replacement'][at]}' be a string, found: ${showValue(value!)}`,
          );
      });
      if (values.some(isNullish)) return null;
      const [text, needle, by] = values as [string, string, string];
      // Nothing stands before every character and at the end.
      if (all && needle === '') return [...text].map((character) => by + character).join('') + by;
      if (all) return text.split(needle).join(by);
      const at = text.indexOf(needle);
      return at < 0 ? text : text.slice(0, at) + by + text.slice(at + needle.length);
    };
  };
}

export const cuttingOperators: Record<string, Operator> = {
  $split: split,
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
};
