import type { Value } from '../bson/value.js';
import type { Item } from '../execution/cursors.js';
import type { Reply, Request, Server } from './command.js';
import { batchSizeOf } from './fields.js';
import { openCursor } from './find.js';

/**
 * Answers what a command lists. MongoDB writes such a cursor by its IDL (list_collections.idl, list_indexes.idl), with the
 * batch last; that of find and aggregate begins with it.
 */
export async function listingCursor(
  command: string,
  request: Request,
  server: Server,
  namespace: string,
  items: readonly Item[],
): Promise<Reply> {
  const batchSize = batchSizeOf(command, request.body) ?? 101;
  const opened = await openCursor(
    server,
    namespace,
    items[Symbol.iterator](),
    batchSize,
    false,
    0,
    Infinity,
    request.now,
  );
  const cursor = opened.get('cursor') as Map<string, Value>;
  return new Map([['cursor', new Map(['id', 'ns', 'firstBatch'].map((name) => [name, cursor.get(name)!]))]]);
}
