import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import { isOperators, operatorFilters } from './field-operators.js';
import type { ElementTest } from './filter.js';
import { parseFilter } from './parse-filter.js';
import type { FilterContext } from './parse-filter.js';
import { singleValueFits } from './single.js';

/** Operators that are about the fields of an element and not about the element itself. */
const logical = ['$and', '$or', '$nor', '$where', '$expr'];
/** An incomplete DBRef is a set of fields too. */
const reference = ['$ref', '$id', '$db'];

/** `$elemMatch`: one element of the array fits all conditions, which are on its fields or on the element itself. */
export function elemMatch(operand: Value, context: FilterContext): ElementTest {
  if (!(operand instanceof Map)) throw new Failure(2, '$elemMatch needs an Object');
  const fits = elementFits(operand, context);
  return {
    operator: '$elemMatch',
    operand,
    whole: true,
    negated: false,
    single: (value, trace) => {
      if (!Array.isArray(value)) return false;
      const at = value.findIndex((item) => fits(item));
      if (at >= 0 && trace) trace.index = at;
      return at >= 0;
    },
  };
}

/** The test of one array element that stands behind `$elemMatch`. */
export function elementFits(operand: Doc, context: FilterContext): (item: Value) => boolean {
  const first = operand.keys().next().value;
  const onValues =
    first !== undefined && isOperators(operand) && !logical.includes(first) && !reference.includes(first);
  return onValues ? valueTest(operand, context) : documentTest(operand, context);
}

/** Tests documents; an array inside the array counts as a document whose fields are its positions. */
function documentTest(operand: Doc, context: FilterContext): (item: Value) => boolean {
  const filter = parseFilter(operand, {
    ...context,
    place: context.place === 'operand' ? 'operand' : 'element',
  });
  return (item) => {
    if (item instanceof Map) return filter.test(item);
    return Array.isArray(item) && filter.test(new Map(item.map((inner, index) => [String(index), inner])));
  };
}

/** Tests a bare value by setting it under a field of its own, without entering it when it is an array. */
function valueTest(operators: Doc, context: FilterContext): (item: Value) => boolean {
  const filters = operatorFilters(operators, '', context).map((part) => part(''));
  return (item) => filters.every((filter) => singleValueFits(filter, item));
}
