import type { Catalog } from './catalog-store.js';
import { checkCollection } from './check-collection.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

/**
 * Reads all there is, for a file that was cut off: the end of a file may be pages that nobody needs, or documents.
 * @throws Error naming the first thing that does not fit together
 */
export function checkEverything(tables: Tables, store: Store, catalog: Catalog): void {
  const collections = [...catalog.all()];
  const counted = collections.reduce((sum, { count }) => sum + count, 0);
  const { entryCount } = tables.records.getStats() as { entryCount: number };
  if (entryCount !== counted)
    throw new Error(`${entryCount} documents are stored, the catalog knows ${counted}`);
  const [first] = tables.root.transactionSync(() =>
    collections.flatMap((collection) => checkCollection(store, collection).errors),
  );
  if (first !== undefined) throw new Error(first);
}
