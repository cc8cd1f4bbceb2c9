import { Failure } from '../failure.js';
import { integerOf, numberOf } from '../bson/number.js';
import { show, showDoc } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { keyPattern } from './index-key-pattern.js';
import { parsePartial } from './partial-filter.js';

/** The fields a specification may have. */
export const indexFields: readonly string[] = [
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'background',
  'dropDups',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'collation',
  'ns',
];
const known = [
  'storageEngine',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'wildcardProjection',
  'prepareUnique',
  'clustered',
];

function wrongType(name: string, wanted: string, value: Value): Failure {
  return new Failure(14, `The field '${name}' must be ${wanted}, but got ${typeName(value)}`);
}

/** Checks one field of a specification, whatever the others are. */
function checkField(name: string, value: Value, given: Doc): void {
  switch (name) {
    case 'key':
      if (!(value instanceof Map)) throw wrongType('key', 'an object', value);
      keyPattern(value);
      return;
    case 'name':
      if (typeof value !== 'string') throw wrongType('name', 'a string', value);
      return;
    case 'v':
      if (!isNumeric(value)) throw wrongType('v', 'a number', value);
      if (integerOf(value) === null)
        throw new Failure(
          2,
          `Index version must be representable as a 32-bit integer, but got ${show(value)}`,
        );
      if (numberOf(value) !== 2)
        throw new Failure(
          67,
          `Invalid index specification ${showDoc(given)}; cannot create an index with v=${numberOf(value)}`,
        );
      return;
    case 'collation':
      if (!(value instanceof Map)) throw wrongType('collation', 'an object', value);
      if (value.size === 0) throw new Failure(2, "The field 'collation' cannot be an empty object.");
      if (value.get('locale') !== 'simple')
        throw new Failure(238, 'collation is not supported by this engine');
      return;
    case 'partialFilterExpression':
      if (!(value instanceof Map)) throw wrongType('partialFilterExpression', 'an object', value);
      parsePartial(value);
      return;
    case 'unique':
    case 'sparse':
    case 'background':
    case 'dropDups':
    case 'hidden':
      if (typeof value !== 'boolean' && !isNumeric(value))
        throw new Failure(
          14,
          `The field '${name} has value ${name}: ${show(value)}, which is not convertible to bool`,
        );
  }
}

/**
 * Holds each field of a specification to its type, in the order they were given; with `lenient` unknown ones are passed over.
 * @throws Failure 2, 9, 14, 67, 197, 224, 238
 */
export function checkIndexFields(given: Doc, lenient: boolean): void {
  for (const name of given.keys())
    if (!indexFields.includes(name) && !lenient) {
      if (known.includes(name))
        throw new Failure(67, `Index option '${name}' is not supported by this engine`);
      throw new Failure(
        197,
        `The field '${name}' is not valid for an index specification. Specification: ${showDoc(given)}`,
      );
    }
  for (const [name, value] of given) checkField(name, value, given);
  for (const name of ['key', 'name'])
    if (!given.has(name))
      throw new Failure(9, `The '${name}' field is a required property of an index specification`);
}
