import { Failure } from '../failure.js';
import { longOf } from '../bson/number.js';
import { isNumeric } from '../bson/type.js';
import { Regex } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { truthyValue } from '../expression/truth.js';
import type { Variables } from '../expression/scope.js';
import { bitTest } from './bits.js';
import { allOf, anyOf, atPath, everything, negation, noneOf } from './filter.js';
import type { ElementTest, Filter } from './filter.js';
import { singleValueFits } from './single.js';
import {
  comparison,
  equality,
  existence,
  membership,
  modulo,
  negatedElement,
  regexTest,
  sizeTest,
  typeTest,
} from './operators.js';

/** What an expression inside a filter may refer to: the variables of `let`, and the command's one clock reading. */
export interface FilterContext {
  readonly variables: Variables;
}

/** A filter over the value itself rather than over a path: what stands inside `$elemMatch` and `$not`. */
type PathFilter = (path: string) => Filter;

const refused = [
  '$where',
  '$text',
  '$near',
  '$nearSphere',
  '$geoNear',
  '$geoWithin',
  '$geoIntersects',
  '$within',
  '$jsonSchema',
  '$_internalSchemaType',
];

/** Whether a document in a filter is a set of operators rather than a value to be equal to. */
export function isOperators(value: Value): value is Doc {
  if (!(value instanceof Map)) return false;
  const first = value.keys().next().value;
  // A DBRef is a value: it begins with `$ref` and has an `$id`.
  return first !== undefined && first.startsWith('$') && !(first === '$ref' && value.has('$id'));
}

/**
 * Compiles a filter.
 * @throws Failure 2, 9, 14 with MongoDB's texts for what is malformed; 2 for operators that this engine does not have
 */
export function parseFilter(filter: Doc, context: FilterContext): Filter {
  const parts: Filter[] = [];
  for (const [name, value] of filter) {
    if (!name.startsWith('$')) parts.push(fieldFilter(name, value, context));
    else if (name !== '$comment') parts.push(topLevel(name, value, context));
  }
  return parts.length === 0 ? everything : allOf(parts);
}

function topLevel(name: string, value: Value, context: FilterContext): Filter {
  switch (name) {
    case '$and':
      return allOf(branches(name, value, context));
    case '$or':
      return anyOf(branches(name, value, context));
    case '$nor':
      return noneOf(branches(name, value, context));
    case '$expr':
      return expressionFilter(value, context);
    case '$alwaysTrue':
    case '$alwaysFalse':
      if (!isNumeric(value) || longOf(value) !== 1n)
        throw new Failure(9, `${name} must be an integer value of 1`);
      return name === '$alwaysTrue' ? everything : negation(everything);
    default:
      if (refused.includes(name)) throw new Failure(238, `${name} is not supported by this engine`);
      throw new Failure(
        2,
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function expressionFilter(value: Value, context: FilterContext): Filter {
  const expression = compileExpression(value, context.variables);
  return {
    kind: 'expression',
    fields: null,
    test: (document) => truthyValue(expression(context.variables.withRoot(document))),
  };
}

function branches(name: string, value: Value, context: FilterContext): Filter[] {
  if (!Array.isArray(value)) throw new Failure(2, `${name} must be an array`);
  if (value.length === 0) throw new Failure(2, '$and/$or/$nor must be a nonempty array');
  return value.map((branch) => {
    if (!(branch instanceof Map)) throw new Failure(2, '$or/$and/$nor entries need to be full objects');
    return parseFilter(branch, context);
  });
}

function fieldFilter(path: string, value: Value, context: FilterContext): Filter {
  if (value instanceof Regex) return atPath(path, regexTest(value));
  if (isOperators(value)) return allOf(operatorFilters(value, path, context).map((part) => part(path)));
  return atPath(path, equality(value));
}

/** The operators of `{ field: { … } }`, each still open to the path it is set at. */
export function operatorFilters(operators: Doc, path: string, context: FilterContext): PathFilter[] {
  const made: PathFilter[] = [];
  for (const [name, operand] of operators) {
    if (name === '$options') {
      if (!operators.has('$regex')) throw new Failure(2, '$options needs a $regex');
      continue;
    }
    if (!name.startsWith('$')) throw new Failure(2, `unknown operator: ${name}`);
    made.push(operatorFilter(name, operand, operators, path, context));
  }
  return made;
}

function operatorFilter(
  name: string,
  operand: Value,
  all: Doc,
  path: string,
  context: FilterContext,
): PathFilter {
  const at =
    (element: ElementTest): PathFilter =>
    (where) =>
      atPath(where, element);
  switch (name) {
    case '$eq':
      return at(equality(operand));
    case '$ne':
      if (operand instanceof Regex) throw new Failure(2, "Can't have regex as arg to $ne.");
      return at(negatedElement(equality(operand), '$ne'));
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return at(comparison(name, operand, path));
    case '$in':
      return at(membership(operand));
    case '$nin':
      if (!Array.isArray(operand)) throw new Failure(2, '$nin needs an array');
      return at(negatedElement(membership(operand), '$nin'));
    case '$exists':
      return at(existence(operand));
    case '$type':
      return at(typeTest(operand, path));
    case '$size':
      return at(sizeTest(operand));
    case '$mod':
      return at(modulo(operand));
    case '$regex':
      return at(regexOperator(operand, all.get('$options')));
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return at(bitTest(name, operand));
    case '$not':
      return not(operand, path, context);
    case '$all':
      return allTest(operand, path, context);
    case '$elemMatch':
      return at(elemMatch(operand, context));
    default:
      if (refused.includes(name)) throw new Failure(238, `${name} is not supported by this engine`);
      throw new Failure(2, `unknown operator: ${name}`);
  }
}

function regexOperator(operand: Value, options: Value | undefined): ElementTest {
  if (options !== undefined && typeof options !== 'string')
    throw new Failure(2, '$options has to be a string');
  if (typeof operand === 'string') return regexTest(new Regex(operand, options ?? ''));
  if (!(operand instanceof Regex)) throw new Failure(2, '$regex has to be a string');
  if (options !== undefined && operand.flags !== '')
    throw new Failure(51075, 'options set in both $regex and $options');
  return regexTest(new Regex(operand.pattern, options ?? operand.flags));
}

function not(operand: Value, path: string, context: FilterContext): PathFilter {
  if (operand instanceof Regex) {
    const test = negatedElement(regexTest(operand), '$not');
    return (where) => atPath(where, test);
  }
  if (!(operand instanceof Map)) throw new Failure(2, '$not needs a regex or a document');
  if (operand.size === 0) throw new Failure(2, '$not cannot be empty');
  const parts = operatorFilters(operand, path, context);
  return (where) => negation(allOf(parts.map((part) => part(where))));
}

function allTest(operand: Value, path: string, context: FilterContext): PathFilter {
  if (!Array.isArray(operand)) throw new Failure(2, '$all needs an array');
  if (operand.length === 0) return () => negation(everything);
  const elemMatches = operand.map((item) => item instanceof Map && item.keys().next().value === '$elemMatch');
  if (elemMatches[0]) {
    if (elemMatches.includes(false)) throw new Failure(2, '$all/$elemMatch has to be consistent');
  } else if (operand.some((item) => isOperators(item))) throw new Failure(2, 'no $ expressions in $all');
  const tests = operand.map((item): PathFilter => {
    if (elemMatches[0])
      return operatorFilter('$elemMatch', (item as Doc).get('$elemMatch')!, new Map(), path, context);
    const test = item instanceof Regex ? regexTest(item) : equality(item);
    return (where) => atPath(where, test);
  });
  return (where) => allOf(tests.map((test) => test(where)));
}

const logical = ['$and', '$or', '$nor', '$where', '$expr'];

/** `$elemMatch`: one element of the array fits all conditions, which are on its fields or on the element itself. */
function elemMatch(operand: Value, context: FilterContext): ElementTest {
  if (!(operand instanceof Map)) throw new Failure(2, '$elemMatch needs an Object');
  const fits = elementFits(operand, context);
  return {
    operator: '$elemMatch',
    operand,
    whole: true,
    negated: false,
    single: (value) => Array.isArray(value) && value.some((item) => fits(item)),
  };
}

/** The test of one array element that stands behind `$elemMatch`. */
export function elementFits(operand: Doc, context: FilterContext): (item: Value) => boolean {
  const first = operand.keys().next().value;
  const onValues = first !== undefined && isOperators(operand) && !logical.includes(first);
  return onValues ? valueTest(operand, context) : documentTest(operand, context);
}

/** Tests documents; an array inside the array counts as a document whose fields are its positions. */
function documentTest(operand: Doc, context: FilterContext): (item: Value) => boolean {
  const filter = parseFilter(operand, context);
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
