import { Failure } from '../failure.js';
import { showDoc } from '../bson/show.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index } from './catalog.js';

/** The error of a second document under a unique key, as MongoDB words it; a missing field shows as null. */
export function duplicateKey(
  collection: Collection,
  index: Index,
  row: readonly (Value | undefined)[],
): Failure {
  const keyValue: Doc = new Map(index.pattern.map(({ path }, part) => [path, row[part] ?? null]));
  return new Failure(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: ${showDoc(keyValue)}`,
    new Map<string, Value>([
      ['keyPattern', index.key],
      ['keyValue', keyValue],
    ]),
  );
}
