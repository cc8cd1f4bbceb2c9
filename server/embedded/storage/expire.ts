import { readFields } from '../bson/read.js';
import { keyOf } from '../bson/key.js';
import type { Collection, Index } from './catalog.js';
import type { Catalog } from './catalog-store.js';
import type { Committer } from './committer.js';
import { keyRows } from './index-keys.js';
import type { Row, Store } from './store.js';

interface Parts {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly committer: Committer;
}

const batch = 1000;

/** Rows whose earliest date in the index is past. */
function expired(store: Store, collection: Collection, index: Index, limit: Date): Row[] {
  const [low, high] = [
    keyOf(new Date(-8.64e15), index.pattern[0]!.direction),
    keyOf(limit, index.pattern[0]!.direction),
  ];
  const range = index.pattern[0]!.direction === 1 ? { from: low, to: high } : { from: high, to: low };
  const found: Row[] = [];
  for (const chunk of store.indexes.scan(index, range))
    for (const { record } of chunk) {
      const raw = store.get(collection, record);
      if (!raw) continue;
      const { rows } = keyRows(readFields(raw, new Set([index.pattern[0]!.parts[0]!])), index.pattern);
      if (rows.some(([value]) => value instanceof Date && value <= limit)) found.push({ record, raw });
      if (found.length >= batch) return found;
    }
  return found;
}

/** Removes the documents whose time has come by the TTL indexes. */
export async function expire({ catalog, store, committer }: Parts, now: Date): Promise<void> {
  for (const { namespace } of catalog.all())
    for (let more = true; more;)
      more = await committer.commit(() => {
        const collection = catalog.find(namespace);
        let removed = 0;
        for (const index of collection?.indexes ?? []) {
          if (index.expireAfterSeconds === null) continue;
          const limit = new Date(now.getTime() - index.expireAfterSeconds * 1000);
          const rows = new Map(expired(store, collection!, index, limit).map((row) => [row.record, row]));
          for (const row of rows.values()) store.remove(collection!, row);
          removed += rows.size;
        }
        return removed >= batch;
      });
}
