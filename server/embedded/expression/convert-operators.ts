import { Failure } from '../failure.js';
import { integerOf } from '../bson/number.js';
import { isNumeric, typeName, typeNameOf, typeNumbers } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { convert, targets } from './conversions.js';
import type { Target } from './conversions.js';
import type { Operator } from './expression.js';
import { isNullish } from './truth.js';

function targetOf(value: Value): Target {
  let name: string | undefined;
  if (typeof value === 'string') {
    if (typeNumbers[value] === undefined) throw new Failure(2, `Unknown type name: ${value}`);
    name = value;
  } else if (isNumeric(value)) {
    const number = integerOf(value);
    if (number === null) throw new Failure(9, "In $convert, numeric 'to' argument is not an integer");
    name = typeNameOf(number);
    if (name === undefined)
      throw new Failure(
        9,
        `In $convert, numeric value for 'to' does not correspond to a BSON type: ${number}`,
      );
  } else
    throw new Failure(9, `$convert's 'to' argument must be a string or number, but is ${typeName(value)}`);
  if (!targets.includes(name)) throw new Failure(241, `Unsupported conversion to type ${name}`);
  return name as Target;
}

const convertTo: Operator = (operand, compile) => {
  if (!(operand instanceof Map))
    throw new Failure(9, `$convert expects an object of named arguments but found: ${typeName(operand)}`);
  for (const key of operand.keys())
    if (!['input', 'to', 'onError', 'onNull'].includes(key))
      throw new Failure(9, `$convert found an unknown argument: ${key}`);
  for (const key of ['input', 'to'])
    if (!operand.has(key)) throw new Failure(9, `Missing '${key}' parameter to $convert`);
  const [input, to] = [compile(operand.get('input')!), compile(operand.get('to')!)];
  const onError = operand.has('onError') ? compile(operand.get('onError')!) : null;
  const onNull = operand.has('onNull') ? compile(operand.get('onNull')!) : null;
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) return onNull ? onNull(scope) : null;
    const target = to(scope);
    if (isNullish(target)) return null;
    const wanted = targetOf(target!);
    try {
      return convert(value!, wanted);
    } catch (error) {
      if (onError && error instanceof Failure && error.code === 241) return onError(scope);
      throw error;
    }
  };
};

function shorthand(to: Target): Operator {
  return (operand, compile, _names, name) => {
    const given = Array.isArray(operand) ? operand : [operand];
    if (given.length !== 1)
      throw new Failure(50723, `${name} requires a single argument, got ${given.length}`);
    const input = compile(given[0]!);
    return (scope) => {
      const value = input(scope);
      return isNullish(value) ? null : convert(value!, to);
    };
  };
}

export const convertOperators: Record<string, Operator> = {
  $convert: convertTo,
  $toInt: shorthand('int'),
  $toLong: shorthand('long'),
  $toDouble: shorthand('double'),
  $toDecimal: shorthand('decimal'),
  $toString: shorthand('string'),
  $toBool: shorthand('bool'),
  $toDate: shorthand('date'),
  $toObjectId: shorthand('objectId'),
};
