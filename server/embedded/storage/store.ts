import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import { readDocument } from '../bson/read.js';
import { showDoc } from '../bson/show.js';
import { writeDocument } from '../bson/write.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index } from './catalog.js';
import { keyRows, rowKey } from './index-keys.js';
import { behind, prefix, recordBytes, recordKey, recordOf, recordSuffix } from './keys.js';
import { chunksOf, maxKeyBytes } from './tables.js';
import type { Range, Tables } from './tables.js';

/** A stored document: its number in the collection and its bytes. */
export interface Row {
  readonly record: number;
  readonly raw: Buffer;
}

interface IndexEntry {
  readonly index: Index;
  readonly key: Buffer;
  readonly row: (Value | undefined)[];
}

/** Reading and writing of documents together with their index entries. Writes happen inside the committer's transaction. */
export class Store {
  private readonly tables: Tables;
  constructor(tables: Tables) {
    this.tables = tables;
  }

  get(collection: Collection, record: number): Buffer | undefined {
    return this.tables.records.get(recordKey(collection.id, record));
  }

  /** The record whose `_id` this is, or null. */
  recordOfId(collection: Collection, id: Value): number | null {
    return this.recordOfKey(collection.indexes[0]!, keyOf(id));
  }

  /** The record that has this whole key in a unique index, or null. */
  recordOfKey(index: Index, suffix: Buffer): number | null {
    const key = Buffer.concat([prefix(index.id), suffix]);
    if (key.length > maxKeyBytes) return null;
    const found = this.tables.entries.get(key);
    return found ? recordOf(found) : null;
  }

  /**
   * All documents in the order they came in (or backwards), in chunks.
   * @throws Failure 1 at the end of a scan that nothing was written beside and that has not met every document: LMDB ends
   * a range without a word where a page of its file is damaged
   */
  *scan(collection: Collection, reverse = false): Generator<Row[]> {
    const begun = this.changes;
    let seen = 0;
    for (const chunk of this.scanUnchecked(collection, reverse)) {
      seen += chunk.length;
      yield chunk;
    }
    if (this.changes === begun && seen !== collection.count)
      throw new Failure(
        1,
        `The data file is damaged: ${seen} of ${collection.count} documents of ${collection.namespace} can be read`,
      );
  }

  /** The same, whatever is met. */
  *scanUnchecked(collection: Collection, reverse = false): Generator<Row[]> {
    const from = prefix(collection.id);
    for (const chunk of chunksOf(this.tables.records, { from, to: behind(from), reverse }))
      yield chunk.map(({ key, value }) => ({ record: recordOf(key), raw: value }));
  }

  /** Record numbers along a range of an index, in chunks, with the key each was found under. */
  *scanIndex(index: Index, range: Range): Generator<{ record: number; key: Buffer }[]> {
    const base = prefix(index.id);
    const from = Buffer.concat([base, range.from]);
    const to = Buffer.concat([base, range.to]);
    for (const chunk of chunksOf(this.tables.entries, { from, to, reverse: range.reverse ?? false }))
      yield chunk.map(({ key, value }) =>
        index.unique
          ? { record: recordOf(value), key: key.subarray(4) }
          : { record: recordOf(key), key: key.subarray(4, key.length - recordBytes) },
      );
  }

  /** Index entries of a document. @throws Failure 17280 for a key LMDB cannot hold, 171 for parallel arrays */
  private entriesOf(index: Index, document: Doc, note: boolean): IndexEntry[] {
    if (index.partial && !index.partial.test(document)) return [];
    const { rows, multikey } = keyRows(document, index.pattern);
    if (note) for (const part of multikey) index.multikey.add(part);
    const seen = new Map<string, IndexEntry>();
    for (const row of rows) {
      if (index.sparse && row.every((value) => value === undefined)) continue;
      const key = rowKey(row, index.pattern);
      if (key.length + 4 + recordBytes > maxKeyBytes)
        throw new Failure(
          17280,
          `Index key too large to index, failing: ${index.name} ${key.length} bytes (limit ${maxKeyBytes - 4 - recordBytes})`,
        );
      if (rows.length === 1) return [{ index, key, row }];
      seen.set(key.toString('latin1'), { index, key, row });
    }
    // In the order of the keys, so that of several duplicates the lowest is reported.
    return [...seen.values()].sort((a, b) => Buffer.compare(a.key, b.key));
  }

  private tableKey({ index, key }: IndexEntry, record: number): Buffer {
    return index.unique
      ? Buffer.concat([prefix(index.id), key])
      : Buffer.concat([prefix(index.id), key, recordSuffix(record)]);
  }

  private checkUnique(collection: Collection, entries: readonly IndexEntry[], own: number | null): void {
    for (const entry of entries) {
      if (!entry.index.unique) continue;
      const holder = this.tables.entries.get(this.tableKey(entry, 0));
      if (holder && recordOf(holder) !== own) throw duplicateKey(collection, entry);
    }
  }

  /** Adds a document that already has its `_id` first. @throws Failure 11000 before anything is written */
  insert(collection: Collection, document: Doc, raw: Buffer): void {
    const entries = collection.indexes.flatMap((index) => this.entriesOf(index, document, true));
    this.checkUnique(collection, entries, null);
    const record = collection.nextRecord++;
    this.tables.records.put(recordKey(collection.id, record), raw);
    for (const entry of entries) this.putEntry(entry, record);
    this.count(collection, 1, raw.length);
  }

  private putEntry(entry: IndexEntry, record: number): void {
    this.tables.entries.put(
      this.tableKey(entry, record),
      entry.index.unique ? recordSuffix(record) : Buffer.alloc(0),
    );
  }

  /** Puts other content in a document's place. @throws Failure 11000 before anything is written */
  replace(collection: Collection, { record, raw: oldRaw }: Row, before: Doc, after: Doc): Buffer {
    const raw = writeDocument(after);
    checkSize(raw.length);
    const fresh: IndexEntry[] = [];
    const stale: IndexEntry[] = [];
    for (const index of collection.indexes) {
      const old = this.entriesOf(index, before, false);
      const now = this.entriesOf(index, after, true);
      const oldKeys = new Set(old.map(({ key }) => key.toString('latin1')));
      const newKeys = new Set(now.map(({ key }) => key.toString('latin1')));
      fresh.push(...now.filter(({ key }) => !oldKeys.has(key.toString('latin1'))));
      stale.push(...old.filter(({ key }) => !newKeys.has(key.toString('latin1'))));
    }
    this.checkUnique(collection, fresh, record);
    for (const entry of stale) this.tables.entries.remove(this.tableKey(entry, record));
    for (const entry of fresh) this.putEntry(entry, record);
    this.tables.records.put(recordKey(collection.id, record), raw);
    this.count(collection, 0, raw.length - oldRaw.length);
    return raw;
  }

  remove(collection: Collection, { record, raw }: Row): void {
    const document = readDocument(raw);
    for (const index of collection.indexes)
      for (const entry of this.entriesOf(index, document, false))
        this.tables.entries.remove(this.tableKey(entry, record));
    this.tables.records.remove(recordKey(collection.id, record));
    this.count(collection, -1, -raw.length);
  }

  /** How many keys a document makes in an index, and how many of them are not there. */
  checkEntries(index: Index, document: Doc, record: number): { expected: number; missing: number } {
    const entries = this.entriesOf(index, document, false);
    const missing = entries.filter((entry) => {
      const found = this.tables.entries.get(this.tableKey(entry, record));
      return !found || (index.unique && recordOf(found) !== record);
    });
    return { expected: entries.length, missing: missing.length };
  }

  /** How many keys an index holds. */
  countEntries(index: Index): number {
    const from = prefix(index.id);
    let count = 0;
    for (const chunk of chunksOf(this.tables.entries, { from, to: behind(from) })) count += chunk.length;
    return count;
  }

  /** How many keys lie in a range of an index. */
  countRange(index: Index, { from, to }: Range): number {
    const base = prefix(index.id);
    return this.tables.entries.getKeysCount({
      start: Buffer.concat([base, from]),
      end: Buffer.concat([base, to]),
    });
  }

  /** Fills a new index from the documents there are. @throws Failure 11000 when it is unique and they are not */
  build(collection: Collection, index: Index): void {
    for (const chunk of this.scan(collection))
      for (const { record, raw } of chunk) {
        const entries = this.entriesOf(index, readDocument(raw), true);
        this.checkUnique(collection, entries, record);
        for (const entry of entries) this.putEntry(entry, record);
      }
  }

  /** Removes all entries of an index. */
  clearIndex(index: Index): void {
    const from = prefix(index.id);
    for (const chunk of chunksOf(this.tables.entries, { from, to: behind(from) }))
      for (const { key } of chunk) this.tables.entries.remove(key);
  }

  /** Removes all documents and index entries of a collection. */
  clear(collection: Collection): void {
    const from = prefix(collection.id);
    for (const chunk of chunksOf(this.tables.records, { from, to: behind(from) }))
      for (const { key } of chunk) this.tables.records.remove(key);
    for (const index of collection.indexes) this.clearIndex(index);
  }

  private count(collection: Collection, documents: number, bytes: number): void {
    collection.count += documents;
    collection.bytes += bytes;
    this.changes++;
    this.touched.add(collection);
  }

  /** Grows with every change, undone ones among them. */
  private changes = 0;

  /** Collections whose counts have changed in this transaction. */
  readonly touched = new Set<Collection>();
}

/** @throws Failure 10334 for a document above 16 MiB */
export function checkSize(length: number): void {
  if (length > 16 * 1024 * 1024)
    throw new Failure(
      10334,
      `BSONObj size: ${length} (0x${length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
    );
}

function duplicateKey(collection: Collection, { index, row }: IndexEntry): Failure {
  const keyValue: Doc = new Map(index.pattern.map(({ path }, part) => [path, row[part] ?? null]));
  return new Failure(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: ${showDoc(keyValue)}`,
    new Map<string, Value>([
      ['keyPattern', index.key],
      ['keyValue', keyValue],
    ]),
  );
}
