import { show } from '../bson/show.js';
import type { Doc } from '../bson/value.js';

/** The `_id` of a document as messages show it; in an upsert there may be none yet, which operators write differently. */
export function showId(document: Doc, none: 'no id' | 'INVALID-MUTABLE-ELEMENT'): string {
  const id = document.get('_id');
  return id === undefined ? none : `_id: ${show(id)}`;
}
