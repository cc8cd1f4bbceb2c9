import { keyOf } from '../bson/key.js';
import type { Doc, Value } from '../bson/value.js';
import { valueAt } from '../expression/field-path.js';

/** Looks foreign documents up by one field: each foreign value once in a map, arrays on both sides by their elements. */
export function byField(documents: readonly Doc[], foreign: string): (local: Value | undefined) => Doc[] {
  const parts = foreign.split('.');
  const found = new Map<string, number[]>();
  const note = (value: Value, at: number): void => {
    const key = keyOf(value).toString('latin1');
    const list = found.get(key);
    if (!list) found.set(key, [at]);
    else if (list.at(-1) !== at) list.push(at);
  };
  documents.forEach((document, at) => {
    const value = valueAt(document, parts);
    if (value === undefined) note(null, at);
    else {
      note(value, at);
      if (Array.isArray(value)) value.forEach((item) => note(item, at));
    }
  });
  return (local) => {
    const wanted = local === undefined ? [null] : Array.isArray(local) ? local : [local];
    const rows = new Set(wanted.flatMap((value) => found.get(keyOf(value).toString('latin1')) ?? []));
    return [...rows].sort((a, b) => a - b).map((at) => documents[at]!);
  };
}
