import { Failure } from '../failure.js';
import { collectionOf } from '../storage/catalog.js';
import type { Collection } from '../storage/catalog.js';
import type { Server } from './command.js';

/** @throws Failure 73 for the names MongoDB keeps to itself */
export function checkWritable(namespace: string): void {
  if (collectionOf(namespace).startsWith('system.'))
    throw new Failure(73, `Invalid system namespace: ${namespace}`);
}

/** The collection to write into; it comes into being with its first write. Only inside a commit. */
export function collectionForWrite(server: Server, namespace: string): Collection {
  checkWritable(namespace);
  return server.catalog.find(namespace) ?? server.catalog.create(namespace);
}

/** Takes a collection away with everything in it. Only inside a commit. */
export function dropCollection(server: Server, collection: Collection): void {
  server.store.clear(collection);
  server.store.touched.delete(collection);
  server.catalog.remove(collection);
  server.cursors.closeAll((namespace) => namespace === collection.namespace);
}
