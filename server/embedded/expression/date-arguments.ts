import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import type { Compile, Expression } from './expression.js';
import { isNullish } from './truth.js';

export type Named = ReadonlyMap<string, Expression>;

/** Compiles the named arguments of a date operator. */
export function named(
  operand: Value,
  compile: Compile,
  name: string,
  allowed: readonly string[],
  required: readonly string[],
): Named {
  if (!(operand instanceof Map)) throw new Failure(18629, `${name} only supports an object as its argument`);
  for (const key of operand.keys())
    if (!allowed.includes(key)) throw new Failure(18534, `Unrecognized argument to ${name}: ${key}`);
  for (const key of required)
    if (!operand.has(key)) throw new Failure(18628, `Missing '${key}' parameter to ${name}`);
  return new Map([...operand].map(([key, value]) => [key, compile(value)]));
}

/** The time zone an argument names: null for UTC, undefined when the answer is to be null. */
export function zoneOf(value: Value | undefined, given: boolean, name: string): string | null | undefined {
  if (!given) return null;
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string')
    throw new Failure(
      40517,
      `${name} requires a string for the timezone argument, but was given a ${typeName(value)} (${show(value!)})`,
    );
  return value;
}
