import { Failure } from '../failure.js';
import { Regex } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { bitTest } from './bits.js';
import { elemMatch } from './elem-match.js';
import { allOf, atPath, everything, negation } from './filter.js';
import type { ElementTest, Filter } from './filter.js';
import type { FilterContext } from './parse-filter.js';
import { comparison, equality, membership, negatedElement, regexTest } from './operators.js';
import { existence, modulo, sizeTest, typeTest } from './shape-operators.js';

/** A filter that is still open to the path it is set at. */
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

/** @throws Failure 238 for an operator that MongoDB has and this engine has not */
export function refuseOperator(name: string): void {
  if (refused.includes(name)) throw new Failure(238, `${name} is not supported by this engine`);
}

/** Whether a document in a filter is a set of operators rather than a value to be equal to. */
export function isOperators(value: Value): value is Doc {
  if (!(value instanceof Map)) return false;
  const first = value.keys().next().value;
  // A DBRef is a value: it has a `$ref` and an `$id`.
  return first !== undefined && first.startsWith('$') && !(value.has('$ref') && value.has('$id'));
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
  const text = context.text ?? null;
  switch (name) {
    case '$eq':
      return at(equality(operand, text));
    case '$ne':
      if (operand instanceof Regex) throw new Failure(2, "Can't have regex as arg to $ne.");
      return at(negatedElement(equality(operand, text), '$ne'));
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return at(comparison(name, operand, path, text));
    case '$in':
      return at(membership(operand, text));
    case '$nin':
      if (!Array.isArray(operand)) throw new Failure(2, '$nin needs an array');
      return at(negatedElement(membership(operand, text), '$nin'));
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
      refuseOperator(name);
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
    const test = item instanceof Regex ? regexTest(item) : equality(item, context.text ?? null);
    return (where) => atPath(where, test);
  });
  return (where) => allOf(tests.map((test) => test(where)));
}
