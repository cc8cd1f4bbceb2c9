import { randomBytes } from 'node:crypto';
import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { writeDocument } from '../bson/write.js';
import { Binary, doc } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index, IndexUse } from './catalog.js';
import { databaseOf } from './catalog.js';
import { makeIndex } from './index-specification.js';
import { behind, prefix, recordOf } from './keys.js';
import { chunksOf } from './tables.js';
import type { Tables } from './tables.js';

const kinds = { collection: 1, counts: 2, dropped: 3 } as const;

function catalogKey(kind: number, id: number): Buffer {
  return Buffer.concat([Buffer.of(kind), prefix(id)]);
}

function versionFour(bytes: Buffer): Buffer {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}

/** The collections, held in memory and written through; changes happen inside the committer's transaction. */
export class Catalog {
  private readonly tables: Tables;
  private collections = new Map<string, Collection>();
  private nextId = 1;

  constructor(tables: Tables) {
    this.tables = tables;
    this.load();
  }

  /** Reads everything anew, at start and after a transaction that failed. */
  load(): void {
    const before = this.all().flatMap(({ indexes }) => indexes);
    const uses = new Map(before.map(({ id, use }) => [id, use]));
    this.collections = new Map();
    this.nextId = 1;
    const all = { from: Buffer.of(kinds.collection), to: Buffer.of(kinds.dropped + 1) };
    for (const chunk of chunksOf(this.tables.catalog, all))
      for (const { key, value } of chunk) {
        this.nextId = Math.max(this.nextId, key.readUInt32BE(1) + 1);
        if (key[0] === kinds.collection) this.loadCollection(key.readUInt32BE(1), readDocument(value), uses);
      }
  }

  private loadCollection(id: number, stored: Doc, uses: ReadonlyMap<number, IndexUse>): void {
    const counts = this.tables.catalog.get(catalogKey(kinds.counts, id));
    const known = counts ? readDocument(counts) : doc({});
    const multikey = (known.get('multikey') ?? new Map()) as Map<string, Value[]>;
    const indexes = (stored.get('indexes') as Doc[]).map((entry) => {
      const number = Number(entry.get('id'));
      const index = makeIndex(number, entry.get('specification') as Doc, uses.get(number));
      this.nextId = Math.max(this.nextId, index.id + 1);
      for (const part of multikey.get(String(index.id)) ?? []) index.multikey.add(Number(part));
      return index;
    });
    this.collections.set(stored.get('namespace') as string, {
      id,
      namespace: stored.get('namespace') as string,
      uuid: stored.get('uuid') ?? null,
      options: stored.get('options') as Doc,
      indexes,
      nextRecord: this.lastRecord(id) + 1,
      count: Number(known.get('count') ?? 0),
      bytes: Number(known.get('bytes') ?? 0),
    });
  }

  private lastRecord(id: number): number {
    const from = prefix(id);
    for (const [last] of chunksOf(this.tables.records, { from, to: behind(from), reverse: true }))
      return recordOf(last!.key);
    return 0;
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  inDatabase(database: string): Collection[] {
    return this.all().filter(({ namespace }) => databaseOf(namespace) === database);
  }

  takeId(): number {
    return this.nextId++;
  }

  /** Makes a collection with its `_id` index. */
  create(namespace: string, options: Doc = new Map()): Collection {
    checkNamespace(namespace);
    const specification = doc({ v: 2, key: doc({ _id: 1 }), name: '_id_' });
    const collection: Collection = {
      id: this.takeId(),
      namespace,
      uuid: new Binary(4, versionFour(randomBytes(16))),
      options,
      indexes: [makeIndex(this.takeId(), specification)],
      nextRecord: 1,
      count: 0,
      bytes: 0,
    };
    this.collections.set(namespace, collection);
    this.save(collection);
    return collection;
  }

  save(collection: Collection): void {
    const { id, namespace, uuid, options, indexes } = collection;
    const stored = indexes.map((index: Index) =>
      doc({ id: BigInt(index.id), specification: index.specification }),
    );
    const document = doc({ namespace, uuid, options, indexes: stored });
    this.tables.catalog.put(catalogKey(kinds.collection, id), writeDocument(document));
    this.saveCounts(collection);
  }

  saveCounts({ id, count, bytes, indexes }: Collection): void {
    const multikey: Doc = new Map();
    for (const index of indexes)
      if (index.multikey.size > 0) multikey.set(String(index.id), [...index.multikey]);
    const document = doc({ count: BigInt(count), bytes: BigInt(bytes), multikey });
    this.tables.catalog.put(catalogKey(kinds.counts, id), writeDocument(document));
  }

  /** Takes a collection out of the catalog; its documents are cleared by the caller. */
  remove(collection: Collection): void {
    this.collections.delete(collection.namespace);
    this.tables.catalog.remove(catalogKey(kinds.collection, collection.id));
    this.tables.catalog.remove(catalogKey(kinds.counts, collection.id));
  }

  rename(collection: Collection, namespace: string): void {
    checkNamespace(namespace);
    this.collections.delete(collection.namespace);
    collection.namespace = namespace;
    this.collections.set(namespace, collection);
    this.save(collection);
  }
}

/** @throws Failure 73 for a name MongoDB does not take */
export function checkNamespace(namespace: string): void {
  const name = namespace.slice(namespace.indexOf('.') + 1);
  const database = databaseOf(namespace);
  if (name === '' || name.startsWith('.') || name.endsWith('.') || name.includes('\0') || name.includes('$'))
    throw new Failure(73, `Invalid collection name: ${name}`);
  if (database === '' || /[/\\. "$\0]/.test(database) || Buffer.byteLength(database) > 63)
    throw new Failure(73, `Invalid namespace specified '${namespace}'`);
  if (Buffer.byteLength(namespace) > 255)
    throw new Failure(73, `Fully qualified namespace is too long. Namespace: ${namespace} Max: 255`);
  if (name.startsWith('system.')) throw new Failure(73, `Invalid system namespace: ${namespace}`);
}
