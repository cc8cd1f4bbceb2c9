import { Failure } from '../failure.js';
import { compareValues } from '../bson/compare.js';
import { fitsLong, longOf, numberText } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Decimal128, Timestamp, copy } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { add, kindOf, multiply } from '../expression/arithmetic.js';
import type { Numeric } from '../expression/arithmetic.js';
import type { FieldContext } from './modifier.js';
import { showId } from './show-id.js';

const noId = 'INVALID-MUTABLE-ELEMENT';

export type Apply = (current: Value | undefined, context: FieldContext) => Value | undefined;

export function set(value: Value): Apply {
  return () => copy(value);
}

export function unset(): Apply {
  return () => undefined;
}

function kindName(value: Numeric): string {
  const names = { int: 'NumberInt', long: 'NumberLong', double: 'double', decimal: 'NumberDecimal' };
  return `(${names[kindOf(value)]})${numberText(value)}`;
}

function calculation(
  operator: '$inc' | '$mul',
  verb: string,
  operand: Value,
  path: string,
  whenMissing: (operand: Numeric) => Numeric,
  calculate: (a: Numeric, b: Numeric, onOverflow: () => never) => Numeric,
): Apply {
  if (!isNumeric(operand))
    throw new Failure(14, `Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`);
  return (current, { document, path: where }) => {
    if (current === undefined) return whenMissing(operand);
    if (!isNumeric(current))
      throw new Failure(
        14,
        `Cannot apply ${operator} to a value of non-numeric type. {${showId(document, noId)}} has the field '${where.split('.').at(-1)}' of non-numeric type ${typeName(current)}`,
      );
    return calculate(current, operand, () => {
      throw new Failure(
        2,
        `Failed to apply ${operator} operations to current value (${kindName(current)}) for document {${showId(document, noId)}}`,
      );
    });
  };
}

export function increment(operand: Value, path: string): Apply {
  return calculation('$inc', 'increment', operand, path, (value) => value, add);
}

export function multiplied(operand: Value, path: string): Apply {
  const zero = (value: Numeric): Numeric => multiply(value, 0);
  return calculation('$mul', 'multiply', operand, path, zero, multiply);
}

export function extreme(operand: Value, sign: 1 | -1): Apply {
  return (current) =>
    current === undefined || compareValues(operand, current) * sign > 0 ? copy(operand) : current;
}

export function currentDate(operand: Value): Apply {
  let type: Value | undefined = 'date';
  if (operand instanceof Map) {
    for (const key of operand.keys())
      if (key !== '$type') throw new Failure(2, `Unrecognized $currentDate option: ${key}`);
    type = operand.get('$type');
  } else if (typeof operand !== 'boolean')
    throw new Failure(
      2,
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  if (type !== 'date' && type !== 'timestamp')
    throw new Failure(
      2,
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    );
  return (_current, { now }) =>
    type === 'date' ? now : new Timestamp((BigInt(Math.floor(now.getTime() / 1000)) << 32n) | 1n);
}

export function bitwise(operand: Value): Apply {
  if (!(operand instanceof Map))
    throw new Failure(
      2,
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  if (operand.size === 0)
    throw new Failure(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = [...operand].map(([name, value]) => {
    if (!['and', 'or', 'xor'].includes(name))
      throw new Failure(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${show(value)}}`,
      );
    if (!isNumeric(value) || value instanceof Decimal128 || kindOf(value) === 'double')
      throw new Failure(
        2,
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: {${name}: ${show(value)}}`,
      );
    return { name, bits: longOf(value)!, long: kindOf(value) === 'long' };
  });
  return (current, { document, path }) => {
    const start = current === undefined ? 0 : current;
    if (!isNumeric(start) || !['int', 'long'].includes(kindOf(start)))
      throw new Failure(
        2,
        `Cannot apply $bit to a value of non-integral type.${showId(document, noId)} has the field ${path.split('.').at(-1)} of non-integer type ${typeName(start)}`,
      );
    let bits = longOf(start)!;
    let long = kindOf(start) === 'long';
    for (const step of steps) {
      long ||= step.long;
      bits =
        step.name === 'and' ? bits & step.bits : step.name === 'or' ? bits | step.bits : bits ^ step.bits;
    }
    return long || !fitsLong(bits) ? bits : Number(BigInt.asIntN(32, bits));
  };
}
