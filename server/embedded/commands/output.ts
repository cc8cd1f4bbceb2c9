import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { Server } from './command.js';
import { newObjectId } from './insert.js';

/** Writes all documents of a pipeline somewhere; inside a commit. */
export type Output = (server: Server, documents: readonly Doc[], now: Date) => void;

/** With a new `_id` where it has none. */
export function withId(document: Doc, now: Date): Doc {
  return document.has('_id') ? document : new Map<string, Value>([['_id', newObjectId(now)], ...document]);
}

/** The namespace that the operand of `$out` or `into` of `$merge` names. @throws Failure when it names none */
export function targetOf(value: Value | undefined, database: string, stage: string): string {
  if (typeof value === 'string') return `${database}.${value}`;
  if (!(value instanceof Map))
    throw new Failure(
      stage === '$out' ? 16990 : 51178,
      stage === '$out'
        ? `$out only supports a string or object argument, but found ${typeName(value)}`
        : `$merge 'into' field  must be either a string or an object, but found ${typeName(value)}`,
    );
  for (const name of value.keys())
    if (name !== 'db' && name !== 'coll')
      throw new Failure(
        40415,
        `BSON field '${stage === '$out' ? '$out' : 'into'}.${name}' is an unknown field.`,
      );
  const coll = value.get('coll');
  if (typeof coll !== 'string')
    throw new Failure(
      40414,
      `BSON field '${stage === '$out' ? '$out' : 'into'}.coll' is missing but a required field`,
    );
  const db = value.get('db') ?? database;
  return `${String(db)}.${coll}`;
}
