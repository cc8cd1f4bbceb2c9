import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import type { Doc, Value } from '../bson/value.js';
import { writeDocument } from '../bson/write.js';
import { checkDollarField } from './dollar-fields.js';
import type { Modifier } from './modifier.js';

function sameBytes(a: Value, b: Value): boolean {
  return writeDocument(new Map([['', a]])).equals(writeDocument(new Map([['', b]])));
}

function sameField(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameBytes(a, b);
}

function child(value: Value | undefined, part: string): Value | undefined {
  if (value instanceof Map) return value.get(part);
  return Array.isArray(value) ? value[Number(part)] : undefined;
}

/** What MongoDB says of a changed `_id`: the whole path where it led to a field, else the holder a field was put into. */
function changedId(parts: readonly string[], before: Value, after: Value | undefined): string {
  const path = ['_id'];
  let [was, is]: [Value, Value | undefined] = [before, after];
  for (const part of parts.slice(1)) {
    const next = child(was, part);
    if (next === undefined && is !== undefined)
      return `Updating the path '${path.join('.')}' to ${path.at(-1)}: ${show(is)}`;
    path.push(part);
    [was, is] = [next!, child(is, part)];
  }
  return `Performing an update on the path '${path.join('.')}'`;
}

/** Whether a field at the top of a document is one that updates may not do everything to; an upsert may make any names. */
export function isProtected(name: string, inserting: boolean): boolean {
  return name === '_id' || (!inserting && name.startsWith('$'));
}

/** Operators that take something away: what is left of a field whose name begins with `$` need not be good to write. */
const taking = ['$unset', '$pop', '$pull', '$pullAll'];

/**
 * Holds one modifier to what it may do at the top of a document: not change an `_id` that was there, nor write a field whose
 * name begins with `$`; such a field may be removed, and what lies in it may be changed.
 * @param before the value of the modifier's first part before it was applied; undefined when there was none
 * @throws Failure 66, 52, 55
 */
export function checkProtected(
  { operator, parts }: Pick<Modifier, 'operator' | 'parts'>,
  before: Value | undefined,
  after: Doc,
): void {
  const name = parts[0]!;
  const now = after.get(name);
  if (sameField(before, now)) return;
  if (name === '_id') {
    if (before === undefined) return;
    throw new Failure(66, `${changedId(parts, before, now)} would modify the immutable field '_id'`);
  }
  if (now === undefined || taking.includes(operator) || (parts.length > 1 && before !== undefined)) return;
  checkDollarField(after, name);
}
