import { keyOf } from '../bson/key.js';
import type { Doc, Value } from '../bson/value.js';
import { reaches } from '../query/path.js';
import type { StageContext } from './stage.js';
import { collected } from './stage.js';

/** A foreign collection up to this size is held in memory while a stage joins with it; a larger one is read again. */
const HELD_BYTES = 16 * 1024 * 1024;

/** Whether a stage may hold a whole foreign collection. */
export function isSmall(context: StageContext, from: string): boolean {
  return (context.foreign(from)?.bytes ?? 0) <= HELD_BYTES;
}

function keyText(value: Value): string {
  return keyOf(value).toString('latin1');
}

/** The keys that a foreign document is found by: what an equality would meet at the path, null where nothing stands. */
export function foreignKeys(document: Doc, parts: readonly string[]): Set<string> {
  const keys = new Set<string>();
  const note = (value: Value | undefined): boolean => {
    keys.add(keyText(value ?? null));
    return false;
  };
  reaches(document, parts, false, note, undefined);
  return keys;
}

/** Positions of documents by the keys that they are found by. */
export class Keys {
  private readonly found = new Map<string, number[]>();

  add(key: string, at: number): void {
    const list = this.found.get(key);
    if (!list) this.found.set(key, [at]);
    else if (list.at(-1) !== at) list.push(at);
  }

  addValue(value: Value, at: number): void {
    this.add(keyText(value), at);
  }

  /** The positions under any of some keys, in order. */
  at(keys: Iterable<string>): number[] {
    const positions = new Set<number>();
    for (const key of keys) for (const at of this.found.get(key) ?? []) positions.add(at);
    return [...positions].sort((a, b) => a - b);
  }
}

/** The filter that finds what joins with some values. */
export function joinFilter(field: string, values: readonly Value[]): Doc {
  const test: Doc = values.length === 1 ? new Map([['$eq', values[0]!]]) : new Map([['$in', [...values]]]);
  return new Map([[field, test]]);
}

/**
 * Finds the documents of a collection that have one of some values in a field: a small collection is read once and kept by
 * its keys, in a large one an index of the field is used, or it is read through.
 */
export function finder(
  context: StageContext,
  from: string,
  field: string,
): (values: readonly Value[]) => Doc[] {
  if (!isSmall(context, from))
    return (values) => collected(context.documents(from, joinFilter(field, values)));
  const documents = collected(context.documents(from, null));
  const keys = new Keys();
  const parts = field.split('.');
  documents.forEach((document, at) => {
    for (const key of foreignKeys(document, parts)) keys.add(key, at);
  });
  return (values) => keys.at(values.map(keyText)).map((at) => documents[at]!);
}
