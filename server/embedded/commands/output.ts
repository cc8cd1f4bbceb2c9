import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { collectionOf, databaseOf } from '../storage/catalog.js';
import type { Server } from './command.js';
import { newObjectId } from './insert.js';

/** Writes all documents of a pipeline somewhere; inside a commit. */
export type Output = (server: Server, documents: readonly Doc[], now: Date) => void;

/** With a new `_id` where it has none. */
export function withId(document: Doc, now: Date): Doc {
  return document.has('_id') ? document : new Map<string, Value>([['_id', newObjectId(now)], ...document]);
}

/** Whether a namespace has both its parts, without a zero in them. */
export function isName(namespace: string): boolean {
  return collectionOf(namespace) !== '' && databaseOf(namespace) !== '' && !namespace.includes('\0');
}

/** Whether a pipeline may not write there: MongoDB's own collections and databases. */
export function reserved(namespace: string): 'special collection' | 'internal database' | null {
  if (collectionOf(namespace).startsWith('system.')) return 'special collection';
  return ['admin', 'config', 'local'].includes(databaseOf(namespace)) ? 'internal database' : null;
}

/** The namespace that `into` of `$merge` names. @throws Failure when it names none */
export function mergeTarget(value: Value, database: string): string {
  if (typeof value === 'string') return `${database}.${value}`;
  if (!(value instanceof Map))
    throw new Failure(
      51178,
      `$merge 'into' field  must be either a string or an object, but found ${typeName(value)}`,
    );
  for (const [name, part] of value) {
    if (name !== 'db' && name !== 'coll')
      throw new Failure(40415, `BSON field 'into.${name}' is an unknown field.`);
    if (typeof part !== 'string')
      throw new Failure(
        14,
        `BSON field 'into.${name}' is the wrong type '${typeName(part)}', expected type 'string'`,
      );
  }
  if (!value.has('coll')) throw new Failure(40414, "BSON field 'into.coll' is missing but a required field");
  return `${String(value.get('db') ?? database)}.${String(value.get('coll'))}`;
}

/** The namespace that `$out` names. @throws Failure when it names none */
export function outTarget(value: Value, database: string): string {
  if (typeof value === 'string') return `${database}.${value}`;
  if (!(value instanceof Map))
    throw new Failure(16990, `$out only supports a string or object argument, but found ${typeName(value)}`);
  if (value.size !== 2 || !value.has('db') || !value.has('coll'))
    throw new Failure(16994, "If an object is passed to $out it must have exactly 2 fields: 'db' and 'coll'");
  const [db, coll] = ['db', 'coll'].map((name) => {
    const part = value.get(name)!;
    if (typeof part !== 'string')
      throw new Failure(13111, `wrong type for field (${name}) ${typeName(part)} != string`);
    return part;
  });
  return `${db!}.${coll!}`;
}
