import type { Outbox, Parcel } from './parcel.js';

const STORE = 'parcels';

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('the database is blocked'));
  });
}

/** Runs one transaction and resolves once it is on disk, not when it was merely asked for. */
function run<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** Where the device has no database (private windows of old browsers), parcels live as long as the page. */
function inMemory(): Outbox {
  const parcels = new Map<string, Parcel>();
  return {
    put: async (parcel) => void parcels.set(parcel.id, parcel),
    all: async () => [...parcels.values()],
    remove: async (id) => void parcels.delete(id),
  };
}

/** The queue of a device, in IndexedDB: it survives reloads, crashes and power cuts. */
export async function openOutbox(name = 'hai-long-outbox'): Promise<Outbox> {
  let database: IDBDatabase;
  try {
    database = await open(name);
  } catch {
    return inMemory();
  }
  /** iOS closes the database of a page under memory pressure; it is then opened again, once. */
  async function again<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    try {
      return await run(database, mode, act);
    } catch {
      database = await open(name);
      return run(database, mode, act);
    }
  }
  return {
    put: async (parcel) => void (await again('readwrite', (store) => store.put(parcel))),
    all: () => again('readonly', (store) => store.getAll() as IDBRequest<Parcel[]>),
    remove: async (id) => void (await again('readwrite', (store) => store.delete(id))),
  };
}
