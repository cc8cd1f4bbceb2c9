import { readDocument } from '../bson/read.js';
import type { Collection } from './catalog.js';
import type { Store } from './store.js';

export interface CollectionCheck {
  records: number;
  /** Keys of each index. */
  keys: Map<string, number>;
  /** What does not fit together; empty: everything does. */
  errors: string[];
}

/** Compares every index with the documents, and their number with the count. Reads everything: inside a transaction. */
export function checkCollection(store: Store, collection: Collection): CollectionCheck {
  const expected = new Map<string, number>();
  const errors: string[] = [];
  let records = 0;
  for (const chunk of store.scanUnchecked(collection))
    for (const { raw, record } of chunk) {
      records++;
      const document = readDocument(raw);
      for (const index of collection.indexes) {
        const { expected: wanted, missing } = store.indexes.check(index, document, record);
        expected.set(index.name, (expected.get(index.name) ?? 0) + wanted);
        if (missing > 0)
          errors.push(`${missing} keys of record ${record} are missing from index ${index.name}`);
      }
    }
  const keys = new Map<string, number>();
  for (const index of collection.indexes) {
    const there = store.indexes.count(index);
    const wanted = expected.get(index.name) ?? 0;
    keys.set(index.name, there);
    if (there !== wanted)
      errors.push(`index ${index.name} holds ${there} keys, the documents make ${wanted}`);
  }
  if (records !== collection.count)
    errors.push(`the count says ${collection.count}, there are ${records} documents`);
  return { records, keys, errors };
}
