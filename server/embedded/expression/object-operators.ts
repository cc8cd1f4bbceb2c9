import { Failure } from '../failure.js';
import { Binary } from '../bson/value.js';
import { showValue } from '../bson/show-value.js';
import { isNumeric, typeName } from '../bson/type.js';
import { writeDocument } from '../bson/write.js';
import type { Value } from '../bson/value.js';
import { accumulators } from '../pipeline/accumulators.js';
import { positional } from './arguments.js';
import type { Operator } from './expression.js';
import { isNullish } from './truth.js';

const mergeObjects: Operator = positional(0, Infinity, (parts) => {
  const given = parts.length === 1 && Array.isArray(parts[0]) ? parts[0] : parts;
  const made = new Map<string, Value>();
  for (const part of given) {
    if (isNullish(part)) continue;
    if (!(part instanceof Map))
      throw new Failure(
        40400,
        `$mergeObjects requires object inputs, but input ${showValue(part!)} is of type ${typeName(part)}`,
      );
    for (const [name, value] of part) made.set(name, value);
  }
  return made;
});

const objectToArray: Operator = positional(1, 1, ([object]) => {
  if (isNullish(object)) return null;
  if (!(object instanceof Map))
    throw new Failure(40390, `$objectToArray requires a document input, found: ${typeName(object)}`);
  return [...object].map(
    ([k, v]) =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  );
});

function pairOf(item: Value, paired: boolean): [string, Value] {
  if (paired) {
    if (!Array.isArray(item))
      throw new Failure(
        40396,
        `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Array was detected, now found: ${typeName(item)}`,
      );
    if (item.length !== 2)
      throw new Failure(
        40397,
        `$arrayToObject requires an array of size 2 arrays,found array of size: ${item.length}`,
      );
    if (typeof item[0] !== 'string')
      throw new Failure(
        40395,
        `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(item[0])}`,
      );
    return [item[0], item[1]!];
  }
  if (!(item instanceof Map))
    throw new Failure(
      40391,
      `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Object was detected, now found: ${typeName(item)}`,
    );
  if (item.size !== 2)
    throw new Failure(
      40392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${item.size}`,
    );
  if (!item.has('k') || !item.has('v'))
    throw new Failure(
      40393,
      `$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: ${showValue(item)}`,
    );
  const key = item.get('k');
  if (typeof key !== 'string')
    throw new Failure(
      40394,
      `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(key)}`,
    );
  return [key, item.get('v')!];
}

const arrayToObject: Operator = positional(1, 1, ([list]) => {
  if (isNullish(list)) return null;
  if (!Array.isArray(list))
    throw new Failure(40386, `$arrayToObject requires an array input, found: ${typeName(list)}`);
  const paired = Array.isArray(list[0]);
  if (list.length > 0 && !paired && !(list[0] instanceof Map))
    throw new Failure(40398, `Unrecognised input type format for $arrayToObject: ${typeName(list[0])}`);
  return new Map(list.map((item) => pairOf(item, paired)));
});

/** An accumulator used as an expression: over its arguments, or over the one array it is given. */
function overValues(name: keyof typeof accumulators): Operator {
  return (operand, compile) => {
    const listed = Array.isArray(operand);
    const parts = (listed ? operand : [operand]).map((part) => compile(part));
    return (scope) => {
      const state = accumulators[name]!();
      const values = parts.map((part) => part(scope));
      const spread = parts.length === 1 && Array.isArray(values[0]) ? values[0] : values;
      for (const value of spread) state.take(value);
      return state.result();
    };
  };
}

export const objectOperators: Record<string, Operator> = {
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $arrayToObject: arrayToObject,
  $sum: overValues('$sum'),
  $avg: overValues('$avg'),
  $min: overValues('$min'),
  $max: overValues('$max'),
  $stdDevPop: overValues('$stdDevPop'),
  $stdDevSamp: overValues('$stdDevSamp'),
  $type: positional(1, 1, ([value]) => typeName(value)),
  $isNumber: positional(1, 1, ([value]) => isNumeric(value)),
  $binarySize: positional(1, 1, ([value]) => {
    if (isNullish(value)) return null;
    if (typeof value === 'string') return Buffer.byteLength(value);
    if (value instanceof Binary) return value.bytes.length;
    throw new Failure(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`);
  }),
  $bsonSize: positional(1, 1, ([value]) => {
    if (isNullish(value)) return null;
    if (!(value instanceof Map))
      throw new Failure(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
    return writeDocument(value).length;
  }),
};
