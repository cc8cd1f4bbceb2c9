import { mkdirSync } from 'node:fs';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';

export type Table = Database<Buffer, Buffer>;

/** The three tables of a data directory. */
export interface Tables {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** What collections and indexes there are, and how much is in them. */
  readonly catalog: Table;
  /** Documents in BSON by collection and record number. */
  readonly records: Table;
  /** Index keys. */
  readonly entries: Table;
}

/** LMDB's limit of a key with its default pages. */
export const maxKeyBytes = 1978;

/**
 * Opens the tables. Without `overlappingSync` a transaction has been written and synced, data pages first and the root
 * last, when its commit returns: what is acknowledged after it is on disk.
 */
export function openTables(directory: string): Tables {
  // Nobody but the owner may read what citizens have answered.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const options = { keyEncoding: 'binary', encoding: 'binary' } as const;
  const root = open<Buffer, Buffer>({
    path: directory,
    noSubdir: false,
    overlappingSync: false,
    maxDbs: 8,
    ...options,
  });
  return {
    root,
    catalog: root.openDB<Buffer, Buffer>('catalog', options),
    records: root.openDB<Buffer, Buffer>('records', options),
    entries: root.openDB<Buffer, Buffer>('entries', options),
  };
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  /** First key, inclusive. */
  readonly from: Buffer;
  /** Last key, exclusive. */
  readonly to: Buffer;
  readonly reverse?: boolean;
}

const firstChunk = 16;
const largestChunk = 512;

/**
 * The entries of a range, read in chunks so that no read transaction outlives a turn of the event loop; what is written
 * between two chunks is seen. Each chunk is a list.
 */
export function* chunksOf(table: Table, { from, to, reverse = false }: Range): Generator<Entry[]> {
  let [low, high] = [from, to];
  for (let size = firstChunk; ; size = Math.min(size * 4, largestChunk)) {
    const range = reverse
      ? { start: high, end: low, reverse: true, exclusiveStart: true, inclusiveEnd: true, limit: size }
      : { start: low, end: high, limit: size };
    const chunk: Entry[] = [];
    for (const entry of table.getRange(range)) chunk.push(entry);
    if (chunk.length > 0) yield chunk;
    if (chunk.length < size) return;
    const last = chunk.at(-1)!.key;
    if (reverse) high = last;
    else low = Buffer.concat([last, Buffer.of(0)]);
  }
}
