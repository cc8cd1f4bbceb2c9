import { Failure } from '../failure.js';
import { compareStrings } from '../bson/compare.js';
import { copy, Regex } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { isOperators } from '../query/field-operators.js';

/** Collects what a filter says a document must equal: `{ a: 1 }`, `{ a: { $eq: 1 } }`, one-element `$in` and `$all`, inside `$and`. */
function equalities(filter: Doc, onlyId: boolean, into: Map<string, Value>): void {
  const note = (path: string, value: Value): void => {
    if (onlyId && path !== '_id') {
      if (!path.startsWith('_id.')) return;
      throw new Failure(111, `field at '_id' must be exactly specified, field at sub-path '${path}'found`);
    }
    for (const other of into.keys()) {
      if (other === path)
        throw new Failure(54, `cannot infer query fields to set, path '${path}' is matched twice`);
      if (path.startsWith(`${other}.`) || other.startsWith(`${path}.`))
        throw new Failure(
          54,
          `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
        );
    }
    into.set(path, value);
  };
  for (const [name, value] of filter) {
    if (name === '$and' || (name === '$or' && Array.isArray(value) && value.length === 1)) {
      for (const part of value as Value[]) if (part instanceof Map) equalities(part, onlyId, into);
    } else if (name.startsWith('$') || value instanceof Regex) continue;
    else if (!isOperators(value)) note(name, value);
    else {
      if (value.has('$eq')) note(name, value.get('$eq')!);
      for (const operator of ['$in', '$all']) {
        const list = value.get(operator);
        if (Array.isArray(list) && list.length === 1 && !(list[0] instanceof Regex) && !isOperators(list[0]!))
          note(name, list[0]!);
      }
    }
  }
}

/**
 * The document an upsert starts from: the equalities of its filter, `_id` first and the others by name; a replacement takes
 * over only the `_id`.
 * @throws Failure 54 for a field that the filter gives twice, 111 for a part of the `_id` of a replacement
 */
export function upsertBase(filter: Doc, onlyId: boolean): Doc {
  const found = new Map<string, Value>();
  equalities(filter, onlyId, found);
  const base: Doc = new Map();
  const paths = [...found.keys()].sort((a, b) => (a === '_id' ? -1 : b === '_id' ? 1 : compareStrings(a, b)));
  for (const path of paths) {
    const parts = path.split('.');
    let at = base;
    for (const part of parts.slice(0, -1)) {
      const next = at.get(part);
      if (next instanceof Map) at = next;
      else {
        const made: Doc = new Map();
        at.set(part, made);
        at = made;
      }
    }
    at.set(parts.at(-1)!, copy(found.get(path)!));
  }
  return base;
}
