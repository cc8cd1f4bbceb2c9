import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import { compareValues } from '../bson/compare.js';
import { bsonUndefined } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { checkVariableName } from './field-path.js';
import { isNullish, truthyValue } from './truth.js';

/** Missing stands with undefined in the order, below null. */
export function compareMaybe(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0;
    const [left, right] = [a === undefined ? 0 : 1, b === undefined ? 0 : 1];
    if (left === 0 && b === bsonUndefined) return 0;
    if (right === 0 && a === bsonUndefined) return 0;
    return left - right;
  }
  return compareValues(a, b);
}

function comparison(accept: (order: number) => Value): Operator {
  return positional(2, 2, ([left, right]) => accept(compareMaybe(left, right)));
}

const condition: Operator = (operand, compile, _names, name) => {
  if (operand instanceof Map) {
    for (const key of operand.keys())
      if (!['if', 'then', 'else'].includes(key))
        throw new Failure(17083, `Unrecognized parameter to $cond: ${key}`);
    for (const [key, code] of [
      ['if', 17080],
      ['then', 17081],
      ['else', 17082],
    ] as const)
      if (!operand.has(key)) throw new Failure(code, `Missing '${key}' parameter to $cond`);
    return condition([operand.get('if')!, operand.get('then')!, operand.get('else')!], compile, _names, name);
  }
  if (!Array.isArray(operand) || operand.length !== 3)
    throw new Failure(
      16020,
      `Expression $cond takes exactly 3 arguments. ${Array.isArray(operand) ? operand.length : 1} were passed in.`,
    );
  const [when, then, otherwise] = operand.map((part) => compile(part));
  return (scope) => (truthyValue(when!(scope)) ? then!(scope) : otherwise!(scope));
};

const ifNull: Operator = (operand, compile) => {
  const given = Array.isArray(operand) ? operand : [operand];
  if (given.length < 2)
    throw new Failure(1257300, `$ifNull needs at least two arguments, had: ${given.length}`);
  const parts = given.map((part) => compile(part));
  return (scope) => {
    let result: Value | undefined;
    for (const part of parts) {
      result = part(scope);
      if (!isNullish(result)) break;
    }
    return result;
  };
};

const switchCase: Operator = (operand, compile) => {
  if (!(operand instanceof Map))
    throw new Failure(40060, `$switch requires an object as an argument, found: ${typeName(operand)}`);
  for (const key of operand.keys())
    if (key !== 'branches' && key !== 'default')
      throw new Failure(40067, `$switch found an unknown argument: ${key}`);
  const branches = operand.get('branches');
  if (branches !== undefined && !Array.isArray(branches))
    throw new Failure(40061, `$switch expected an array for 'branches', found: ${typeName(branches)}`);
  if (!branches || branches.length === 0) throw new Failure(40068, '$switch requires at least one branch.');
  const cases = branches.map((branch) => {
    if (!(branch instanceof Map)) throw new Failure(40062, '$switch expected each branch to be an object');
    for (const key of branch.keys())
      if (key !== 'case' && key !== 'then')
        throw new Failure(40063, `$switch found an unknown argument to a branch: ${key}`);
    if (!branch.has('case'))
      throw new Failure(40064, "$switch requires each branch have a 'case' expression");
    if (!branch.has('then'))
      throw new Failure(40065, "$switch requires each branch have a 'then' expression.");
    return { when: compile(branch.get('case')!), then: compile(branch.get('then')!) };
  });
  const otherwise = operand.has('default') ? compile(operand.get('default')!) : null;
  return (scope) => {
    for (const { when, then } of cases) if (truthyValue(when(scope))) return then(scope);
    if (!otherwise)
      throw new Failure(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise(scope);
  };
};

const letIn: Operator = (operand, compile, names) => {
  if (!(operand instanceof Map)) throw new Failure(16874, '$let only supports an object as its argument');
  for (const key of operand.keys())
    if (key !== 'vars' && key !== 'in') throw new Failure(16875, `Unrecognized parameter to $let: ${key}`);
  if (!operand.has('vars')) throw new Failure(16876, "Missing 'vars' parameter to $let");
  if (!operand.has('in')) throw new Failure(16877, "Missing 'in' parameter to $let");
  const given = operand.get('vars');
  if (!(given instanceof Map)) throw new Failure(10065, `invalid parameter: expected an object (vars)`);
  const variables = [...given].map(([name, value]) => {
    checkVariableName(name);
    return [name, compile(value)] as const;
  });
  const body = compile(operand.get('in')!, new Set([...names, ...given.keys()]));
  return (scope) => {
    let inner = scope;
    for (const [name, value] of variables) inner = inner.with(name, value(scope));
    return body(inner);
  };
};

export const logicOperators: Record<string, Operator> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison((order) => Math.sign(order)),
  $and: (operand, compile) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map((part) => compile(part));
    return (scope) => parts.every((part) => truthyValue(part(scope)));
  },
  $or: (operand, compile) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map((part) => compile(part));
    return (scope) => parts.some((part) => truthyValue(part(scope)));
  },
  $not: positional(1, 1, ([value]) => !truthyValue(value)),
  $cond: condition,
  $ifNull: ifNull,
  $switch: switchCase,
  $let: letIn,
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $expr: (operand, compile) => compile(operand),
};
