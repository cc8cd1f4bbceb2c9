import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import { show, showDoc } from '../bson/show.js';
import { doc } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { Variables } from '../expression/scope.js';
import { truthy } from '../query/operators.js';
import { parseFilter } from '../query/parse-filter.js';
import type { Filter } from '../query/filter.js';
import type { Index, IndexUse } from './catalog.js';
import type { KeyPart } from './index-keys.js';

const allowed = [
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

function direction(path: string, value: Value, key: Doc): 1 | -1 {
  if (isNumeric(value)) {
    const number = numberOf(value);
    if (number === 0 || Number.isNaN(number))
      throw new Failure(67, `Values in the index key pattern cannot be 0. ${showDoc(key)}`);
    return number > 0 ? 1 : -1;
  }
  if (typeof value === 'string')
    throw new Failure(67, `Index type '${value}' is not supported by this engine`);
  throw new Failure(
    67,
    `Values in v:2 index key pattern cannot be of type ${typeName(value)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
  );
}

/** The parts of a key pattern. @throws Failure 67 for what cannot be indexed */
export function keyPattern(key: Doc): KeyPart[] {
  if (key.size === 0) throw new Failure(67, 'Index keys cannot be an empty object');
  return [...key].map(([path, value]) => {
    if (path === '') throw new Failure(67, 'Index keys cannot contain an empty field.');
    if (path.includes('$**')) throw new Failure(67, 'Wildcard indexes are not supported by this engine');
    const parts = path.split('.');
    if (parts.includes('')) throw new Failure(67, 'Index keys cannot contain an empty field.');
    if (parts.some((part) => part.startsWith('$') && !['$id', '$db', '$ref'].includes(part)))
      throw new Failure(67, "Index key contains an illegal field name: field name starts with '$'.");
    return { path, parts, direction: direction(path, value, key) };
  });
}

const ofTheIdIndex = ['key', 'name', 'v', 'ns', 'collation'];

/** An index of `_id` alone is the one that there is, and has no options. */
function checkIdIndex(given: Doc, key: Doc): void {
  for (const name of given.keys())
    if (!ofTheIdIndex.includes(name))
      throw new Failure(
        197,
        `The field '${name}' is not valid for an _id index specification. Specification: ${showDoc(given)}`,
      );
  if (numberOf(key.get('_id') as number) !== 1)
    throw new Failure(2, `The field 'key' for an _id index must be {_id: 1}, but got ${showDoc(key)}`);
}

function flag(given: Doc, name: string): boolean {
  const value = given.get(name);
  if (value === undefined) return false;
  if (typeof value !== 'boolean' && !isNumeric(value))
    throw new Failure(
      14,
      `The field '${name}' has value ${name}: ${show(value)}, which is not convertible to bool`,
    );
  return truthy(value);
}

/**
 * Checks what createIndexes was given and completes it with its version; with `lenient` unknown options are passed over.
 * @throws Failure 2, 9, 14, 67, 197, 238 for what is no specification of an index
 */
export function completeSpecification(given: Doc, lenient = false): Doc {
  for (const name of given.keys())
    if (!allowed.includes(name)) {
      if (lenient) continue;
      if (known.includes(name))
        throw new Failure(67, `Index option '${name}' is not supported by this engine`);
      throw new Failure(
        197,
        `The field '${name}' is not valid for an index specification. Specification: ${showDoc(given)}`,
      );
    }
  const key = given.get('key');
  if (key === undefined)
    throw new Failure(9, `The 'key' field is a required property of an index specification`);
  if (!(key instanceof Map)) throw new Failure(14, "The field 'key' must be an object");
  keyPattern(key);
  const collation = given.get('collation');
  if (collation !== undefined && !(collation instanceof Map && collation.get('locale') === 'simple'))
    throw new Failure(238, 'collation is not supported by this engine');
  const version = given.get('v') ?? 2;
  if (!isNumeric(version))
    throw new Failure(14, `The field 'v' must be a number, but got ${typeName(version)}`);
  if (numberOf(version) !== 2)
    throw new Failure(
      67,
      `Invalid index specification ${showDoc(given)}; cannot create an index with v=${numberOf(version)}`,
    );
  const name = given.get('name');
  if (name === undefined)
    throw new Failure(9, "The 'name' field is a required property of an index specification");
  if (typeof name !== 'string') throw new Failure(14, "The field 'name' must be a string");
  if (name === '') throw new Failure(67, 'index name cannot be empty');
  if (name === '*') throw new Failure(2, "The index name '*' is not valid.");
  const made = doc({ v: 2, key, name });
  if (key.size === 1 && key.has('_id')) checkIdIndex(given, key);
  // MongoDB has passed these over for long, and keeps them as they were given.
  for (const option of ['background', 'dropDups'])
    if (given.has(option)) {
      flag(given, option);
      made.set(option, given.get(option)!);
    }
  for (const option of ['unique', 'sparse', 'hidden']) if (flag(given, option)) made.set(option, true);
  const partial = given.get('partialFilterExpression');
  if (partial !== undefined) {
    if (!(partial instanceof Map))
      throw new Failure(14, "The field 'partialFilterExpression' must be an object");
    if (made.has('sparse'))
      throw new Failure(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    checkPartial(partial);
    made.set('partialFilterExpression', partial);
  }
  const expire = given.get('expireAfterSeconds');
  if (expire !== undefined) {
    if (!isNumeric(expire)) throw new Failure(14, "The field 'expireAfterSeconds' must be a number");
    if (numberOf(expire) < 0 || numberOf(expire) > 0x7fffffff)
      throw new Failure(
        67,
        `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different value. Specification: ${showDoc(given)}`,
      );
    if (key.size > 1)
      throw new Failure(
        67,
        `TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec: ${showDoc(given)}`,
      );
    made.set('expireAfterSeconds', expire);
  }
  return made;
}

function checkPartial(partial: Doc): void {
  const check = (filter: Filter): void => {
    if (filter.kind === 'and' || filter.kind === 'or') return filter.parts.forEach(check);
    const fine = ['$eq', '$lt', '$lte', '$gt', '$gte', '$exists', '$type', '$in'];
    if (filter.kind !== 'element' || filter.element.negated || !fine.includes(filter.element.operator))
      throw new Failure(67, `unsupported expression in partial index: ${showDoc(partial)}`);
  };
  check(parseFilter(partial, { variables: new Variables(new Date(0)) }));
}

/** An index ready for use. */
export function makeIndex(id: number, specification: Doc, use?: IndexUse): Index {
  const key = specification.get('key') as Doc;
  const partial = specification.get('partialFilterExpression') as Doc | undefined;
  const expire = specification.get('expireAfterSeconds');
  return {
    id,
    name: specification.get('name') as string,
    specification,
    key,
    pattern: keyPattern(key),
    unique: specification.get('unique') === true || specification.get('name') === '_id_',
    sparse: specification.get('sparse') === true,
    partial: partial ? parseFilter(partial, { variables: new Variables(new Date(0)) }) : null,
    expireAfterSeconds: isNumeric(expire) ? numberOf(expire) : null,
    multikey: new Set(),
    use: use ?? { operations: 0, since: new Date() },
  };
}
