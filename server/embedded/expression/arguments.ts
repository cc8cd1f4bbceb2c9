import { Failure } from '../failure.js';
import type { Value } from '../bson/value.js';
import type { Operator } from './expression.js';
import { isNullish } from './truth.js';

type Arguments = (Value | undefined)[];

function checkCount(name: string, count: number, least: number, most: number): void {
  if (count >= least && count <= most) return;
  if (least === most)
    throw new Failure(16020, `Expression ${name} takes exactly ${least} arguments. ${count} were passed in.`);
  if (most === Infinity)
    throw new Failure(
      28667,
      `Expression ${name} takes at least ${least} arguments, but ${count} were passed in.`,
    );
  throw new Failure(
    28667,
    `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${count} were passed in.`,
  );
}

/** An operator of positional arguments, evaluated in order; a lone argument may stand without its array. */
export function positional(
  least: number,
  most: number,
  apply: (values: Arguments, name: string) => Value | undefined,
): Operator {
  return (operand, compile, _names, name) => {
    const given = Array.isArray(operand) ? operand : [operand];
    checkCount(name, given.length, least, most);
    const parts = given.map((item) => compile(item));
    return (scope) =>
      apply(
        parts.map((part) => part(scope)),
        name,
      );
  };
}

/** An operator of exactly one argument that answers null for null, undefined and missing. */
export function unary(apply: (value: Value, name: string) => Value | undefined): Operator {
  return positional(1, 1, ([value], name) =>
    value === undefined || isNullish(value) ? null : apply(value, name),
  );
}

/** Named arguments: refuses those that are unknown, compiles those that are given. */
export function namedArguments(
  name: string,
  operand: Value,
  allowed: readonly string[],
  required: readonly string[],
): ReadonlyMap<string, Value> {
  if (!(operand instanceof Map)) throw new Failure(9, `${name} only supports an object as its argument`);
  for (const key of operand.keys())
    if (!allowed.includes(key)) throw new Failure(9, `${name} found an unknown argument: ${key}`);
  for (const key of required)
    if (!operand.has(key)) throw new Failure(9, `${name} requires '${key}' to be specified`);
  return operand;
}
