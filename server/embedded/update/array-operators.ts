import { Failure } from '../failure.js';
import { equalValues } from '../bson/compare.js';
import { integerOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import { Regex, copy } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { parseFilter } from '../query/parse-filter.js';
import type { FilterContext } from '../query/parse-filter.js';
import { pushOrder } from './push-sort.js';
import { showId } from './show-id.js';
import type { Apply } from './value-operators.js';

function whole(value: Value, name: '$position' | '$slice'): number {
  const number = isNumeric(value) ? integerOf(value) : null;
  if (number !== null) return number;
  const wrong = name === '$slice' ? 'value but was given type' : 'value, not of type';
  throw new Failure(2, `The value for ${name} must be an integer ${wrong}: ${typeName(value)}`);
}

/** `$push`, with `$each`, `$position`, `$slice` and `$sort`. */
export function push(operand: Value): Apply {
  const clauses = operand instanceof Map && operand.has('$each') ? operand : null;
  let items: Value[] = [operand];
  if (clauses) {
    for (const name of clauses.keys())
      if (!['$each', '$position', '$slice', '$sort'].includes(name))
        throw new Failure(2, `Unrecognized clause in $push: ${name}`);
    const each = clauses.get('$each')!;
    if (!Array.isArray(each))
      throw new Failure(
        2,
        `The argument to $each in $push must be an array but it was of type: ${typeName(each)}`,
      );
    items = each;
  }
  const slice = clauses?.has('$slice') ? whole(clauses.get('$slice')!, '$slice') : null;
  const by = clauses?.get('$sort');
  const compare = by === undefined ? null : pushOrder(by);
  const position = clauses?.has('$position') ? whole(clauses.get('$position')!, '$position') : null;
  return (current, { document, path }) => {
    if (current !== undefined && !Array.isArray(current))
      throw new Failure(
        2,
        `The field '${path}' must be an array but is of type ${typeName(current)} in document {${showId(document, 'no id')}}`,
      );
    const list: Value[] = [...(current ?? [])];
    const at =
      position === null ? list.length : position < 0 ? Math.max(list.length + position, 0) : position;
    list.splice(at, 0, ...copy(items));
    if (compare) list.sort(compare);
    if (slice === null) return list;
    return slice >= 0 ? list.slice(0, slice) : list.slice(slice);
  };
}

/** `$addToSet`: adds what is not there yet, compared as MongoDB compares values. */
export function addToSet(operand: Value): Apply {
  let items: Value[] = [operand];
  if (operand instanceof Map && operand.keys().next().value === '$each') {
    const each = operand.get('$each')!;
    if (!Array.isArray(each))
      throw new Failure(
        14,
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      );
    if (operand.size > 1)
      throw new Failure(2, `Found unexpected fields after $each in $addToSet: ${show(operand)}`);
    items = each;
  }
  return (current, { path }) => {
    if (current !== undefined && !Array.isArray(current))
      throw new Failure(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${path.split('.').at(-1)}' has non-array type ${typeName(current)}`,
      );
    const list: Value[] = [...(current ?? [])];
    for (const item of items) if (!list.some((have) => equalValues(have, item))) list.push(copy(item));
    return list;
  };
}

export function pop(operand: Value, path: string): Apply {
  const side = isNumeric(operand) ? integerOf(operand) : null;
  if (!isNumeric(operand)) throw new Failure(9, `Expected a number in: ${path}: ${show(operand)}`);
  if (side === null) throw new Failure(9, `Expected an integer: ${path}: ${show(operand)}`);
  if (side !== 1 && side !== -1) throw new Failure(9, `$pop expects 1 or -1, found: ${side}`);
  return (current, { path: where }) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current))
      throw new Failure(14, `Path '${where}' contains an element of non-array type '${typeName(current)}'`);
    return side === 1 ? current.slice(0, -1) : current.slice(1);
  };
}

/** Operators of values: an operand that begins with another name is a filter of the elements that are documents. */
const ofValues = new Set(
  (
    '$eq $ne $gt $gte $lt $lte $in $nin $mod $regex $options $exists $type $size $all $elemMatch ' +
    '$bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $geoWithin $geoIntersects $within $near $nearSphere $geoNear'
  ).split(' '),
);

function pulled(operand: Value, { variables }: FilterContext): (item: Value) => boolean {
  const context: FilterContext = { variables, place: 'operand' };
  const onDocuments = operand instanceof Map && !ofValues.has(operand.keys().next().value ?? '');
  if (onDocuments) {
    const filter = parseFilter(operand, context);
    return (item) => item instanceof Map && filter.test(item as Doc);
  }
  if (operand instanceof Map || operand instanceof Regex) {
    // The element stands as a field without a name, where an array inside the array is entered as in any query.
    const filter = parseFilter(new Map([['', operand]]), context);
    return (item) => filter.test(new Map([['', item]]));
  }
  return (item) => equalValues(item, operand);
}

/** `$pull`: removes every element that fits a value, a filter or operators. */
export function pull(operand: Value, context: FilterContext): Apply {
  const fits = pulled(operand, context);
  return (current) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current)) throw new Failure(2, 'Cannot apply $pull to a non-array value');
    return current.filter((item) => !fits(item));
  };
}

export function pullAll(operand: Value): Apply {
  if (!Array.isArray(operand))
    throw new Failure(2, `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return (current) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current)) throw new Failure(2, 'Cannot apply $pull to a non-array value');
    return current.filter((item) => !operand.some((gone) => equalValues(item, gone)));
  };
}
