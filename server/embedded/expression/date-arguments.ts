import { Failure } from '../failure.js';
import { showValue } from '../bson/show-value.js';
import { typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import type { Compile, Expression } from './expression.js';
import { isNullish } from './truth.js';

export type Named = ReadonlyMap<string, Expression>;

/** How an operator words what is wrong with its arguments. */
export interface ArgumentFaults {
  readonly notObject: Failure;
  unknown(argument: string): Failure;
  missing(argument: string): Failure;
}

/** The wording most date operators have in common, by the codes of those that have codes of their own. */
export function faultsOf(
  name: string,
  notObject = 18629,
  unknown = 18534,
  missing: (argument: string) => number = () => 18628,
): ArgumentFaults {
  return {
    notObject: new Failure(notObject, `${name} only supports an object as its argument`),
    unknown: (argument) => new Failure(unknown, `Unrecognized argument to ${name}: ${argument}`),
    missing: (argument) => new Failure(missing(argument), `Missing '${argument}' parameter to ${name}`),
  };
}

/** Compiles the named arguments of a date operator. */
export function named(
  operand: Value,
  compile: Compile,
  name: string,
  allowed: readonly string[],
  required: readonly string[],
  faults = faultsOf(name),
): Named {
  if (!(operand instanceof Map)) throw faults.notObject;
  for (const key of operand.keys()) if (!allowed.includes(key)) throw faults.unknown(key);
  for (const key of required) if (!operand.has(key)) throw faults.missing(key);
  return new Map([...operand].map(([key, value]) => [key, compile(value)]));
}

/** The time zone an argument names: null for UTC, undefined when the answer is to be null. */
export function zoneOf(value: Value | undefined, given: boolean, name: string): string | null | undefined {
  if (!given) return null;
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string')
    throw new Failure(
      40517,
      `${name} requires a string for the timezone argument, but was given a ${typeName(value)} (${showValue(value!)})`,
    );
  return value;
}
