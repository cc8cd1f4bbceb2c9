import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { showDoc } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import { doc } from '../bson/value.js';
import type { Doc } from '../bson/value.js';
import { truthy } from '../query/operators.js';
import type { Index, IndexUse } from './catalog.js';
import { checkIndexFields, indexFields } from './index-fields.js';
import { keyPattern } from './index-key-pattern.js';
import { checkPartial, parsePartial } from './partial-filter.js';

const ofTheIdIndex = ['key', 'name', 'v', 'ns', 'collation'];

/** The index of `_id` is the one that there is, and has no options. */
function checkIdOptions(whole: Doc): void {
  for (const option of whole.keys())
    if (!ofTheIdIndex.includes(option))
      throw new Failure(
        197,
        `The field '${option}' is not valid for an _id index specification. Specification: ${showDoc(whole)}`,
      );
  const key = whole.get('key') as Doc;
  if (key.size !== 1 || !key.has('_id') || numberOf(key.get('_id') as number) !== 1)
    throw new Failure(2, `The field 'key' for an _id index must be {_id: 1}, but got ${showDoc(key)}`);
}

/** Checks the index of `_id` that a collection is to be created with. @throws Failure as `checkIndexFields` does, 2 for another index */
export function checkIdIndex(given: Doc): void {
  checkIndexFields(given, false);
  checkIdOptions(given);
}

function checkName(whole: Doc): void {
  const key = whole.get('key') as Doc;
  if (whole.get('name') === '_id_')
    throw new Failure(
      2,
      `The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}, found key: ${showDoc(key)}`,
    );
  if (whole.get('name') === '*') throw new Failure(2, "The index name '*' is not valid.");
}

/** @throws Failure 67 for a TTL index that could not say when a document is too old */
function checkExpiry(given: Doc, now: Date): void {
  const expire = given.get('expireAfterSeconds');
  if (expire === undefined) return;
  const refuse = (text: string): never => {
    throw new Failure(67, `${text}. Index spec: ${showDoc(given)}`);
  };
  if (!isNumeric(expire))
    return refuse(
      `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeName(expire)}'`,
    );
  const seconds = Math.trunc(numberOf(expire));
  if (seconds < 0) refuse("TTL index 'expireAfterSeconds' option cannot be less than 0");
  if (seconds * 1000 > now.getTime())
    refuse("TTL index 'expireAfterSeconds' option must be within an acceptable range, try a lower number");
  if ((given.get('key') as Doc).size !== 1)
    refuse('TTL indexes are single-field indexes, compound indexes do not support TTL');
}

function checkOptions(whole: Doc): void {
  if (whole.get('name') === '') throw new Failure(67, 'index name cannot be empty');
  const partial = whole.get('partialFilterExpression') as Doc | undefined;
  if (!partial) return;
  if (truthy(whole.get('sparse') ?? false))
    throw new Failure(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  checkPartial(parsePartial(partial));
}

/** As MongoDB, tells which specification a check refused. */
function inSpecification(shown: Doc, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.code,
      `Error in specification ${showDoc(shown)} :: caused by :: ${error.message}`,
    );
  }
}

/**
 * Checks what createIndexes was given and completes it with its version; with `lenient` unknown options are passed over.
 * @throws Failure 2, 9, 14, 67, 197, 224, 238 for what is no specification of an index
 */
export function completeSpecification(given: Doc, now: Date, lenient = false): Doc {
  inSpecification(given, () => checkIndexFields(given, lenient));
  const whole: Doc = new Map([...given].filter(([name]) => name !== 'ns' && indexFields.includes(name)));
  if (!whole.has('v')) whole.set('v', 2);
  const key = whole.get('key') as Doc;
  if (key.size === 1 && key.has('_id')) checkIdOptions(whole);
  else checkName(whole);
  checkExpiry(given, now);
  inSpecification(whole, () => checkOptions(whole));
  const made = doc({ v: 2, key, name: whole.get('name')! });
  // MongoDB has passed these over for long, and keeps them as they were given.
  for (const option of ['background', 'dropDups'])
    if (whole.has(option)) made.set(option, whole.get(option)!);
  for (const option of ['unique', 'sparse', 'hidden'])
    if (truthy(whole.get(option) ?? false)) made.set(option, true);
  for (const option of ['partialFilterExpression', 'expireAfterSeconds'])
    if (whole.has(option)) made.set(option, whole.get(option)!);
  return made;
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
    partial: partial ? parsePartial(partial) : null,
    expireAfterSeconds: isNumeric(expire) ? numberOf(expire) : null,
    multikey: new Set(),
    use: use ?? { operations: 0, since: new Date() },
  };
}
