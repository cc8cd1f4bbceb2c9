import { join } from 'node:path';
import { Catalog } from './catalog-store.js';
import { checkDataFile } from './check-data-file.js';
import { checkEverything } from './check-everything.js';
import { Committer } from './committer.js';
import { Store } from './store.js';
import { openTables } from './tables.js';
import type { Tables } from './tables.js';

/** What the engine keeps, open. */
export interface Storage {
  readonly tables: Tables;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly committer: Committer;
}

/** @throws Error naming the file that cannot be read, and why */
export function openStorage(dataDir: string): Storage {
  const directory = join(dataDir, 'engine');
  const file = join(directory, 'data.mdb');
  const wasShort = checkDataFile(file);
  try {
    const tables = openTables(directory);
    const store = new Store(tables);
    const catalog = new Catalog(tables);
    if (wasShort) checkEverything(tables, store, catalog);
    return { tables, store, catalog, committer: new Committer(tables, store, catalog) };
  } catch (error) {
    const what = wasShort ? 'was cut off' : 'cannot be opened';
    throw new Error(`${file} ${what}: ${(error as Error).message}`, { cause: error });
  }
}
