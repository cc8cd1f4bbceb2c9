import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import { readDocument } from '../bson/read.js';
import { writeDocument } from '../bson/write.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index } from './catalog.js';
import { checkSize, checkStoredDepth } from './document-size.js';
import { IndexTable } from './index-table.js';
import type { IndexEntry } from './index-table.js';
import { behind, prefix, recordKey, recordOf } from './keys.js';
import { chunksOf } from './tables.js';
import type { Table, Tables } from './tables.js';

/** A stored document: its number in the collection and its bytes. */
export interface Row {
  readonly record: number;
  readonly raw: Buffer;
}

/** Reading and writing of documents together with their index entries. Writes happen inside the committer's transaction. */
export class Store {
  readonly indexes: IndexTable;
  /** Collections whose counts have changed in this transaction. */
  readonly touched = new Set<Collection>();
  private readonly records: Table;
  /** Grows with every change, undone ones among them. */
  private changes = 0;

  constructor({ records, entries }: Tables) {
    this.records = records;
    this.indexes = new IndexTable(entries);
  }

  get(collection: Collection, record: number): Buffer | undefined {
    return this.records.get(recordKey(collection.id, record));
  }

  /** The record whose `_id` this is, or null. */
  recordOfId(collection: Collection, id: Value): number | null {
    return this.indexes.recordOfKey(collection.indexes[0]!, keyOf(id));
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
    for (const chunk of chunksOf(this.records, { from, to: behind(from), reverse }))
      yield chunk.map(({ key, value }) => ({ record: recordOf(key), raw: value }));
  }

  /** Adds a document that already has its `_id` first. @throws Failure 11000 before anything is written */
  insert(collection: Collection, document: Doc, raw: Buffer): void {
    const entries = collection.indexes.flatMap((index) => this.indexes.entriesOf(index, document, true));
    this.indexes.checkUnique(collection, entries, null);
    const record = collection.nextRecord++;
    this.records.put(recordKey(collection.id, record), raw);
    for (const entry of entries) this.indexes.put(entry, record);
    this.count(collection, 1, raw.length);
  }

  /** Puts other content in a document's place. @throws Failure 11000 before anything is written */
  replace(collection: Collection, { record, raw: oldRaw }: Row, before: Doc, after: Doc): Buffer {
    const raw = writeDocument(after);
    checkSize(raw.length, 'update');
    checkStoredDepth(after, raw.length, 'update');
    const fresh: IndexEntry[] = [];
    const stale: IndexEntry[] = [];
    for (const index of collection.indexes) {
      const old = this.indexes.entriesOf(index, before, false);
      const now = this.indexes.entriesOf(index, after, true);
      const oldKeys = new Set(old.map(({ key }) => key.toString('latin1')));
      const newKeys = new Set(now.map(({ key }) => key.toString('latin1')));
      fresh.push(...now.filter(({ key }) => !oldKeys.has(key.toString('latin1'))));
      stale.push(...old.filter(({ key }) => !newKeys.has(key.toString('latin1'))));
    }
    this.indexes.checkUnique(collection, fresh, record);
    for (const entry of stale) this.indexes.remove(entry, record);
    for (const entry of fresh) this.indexes.put(entry, record);
    this.records.put(recordKey(collection.id, record), raw);
    this.count(collection, 0, raw.length - oldRaw.length);
    return raw;
  }

  remove(collection: Collection, { record, raw }: Row): void {
    const document = readDocument(raw);
    for (const index of collection.indexes)
      for (const entry of this.indexes.entriesOf(index, document, false)) this.indexes.remove(entry, record);
    this.records.remove(recordKey(collection.id, record));
    this.count(collection, -1, -raw.length);
  }

  /** Fills a new index from the documents there are. @throws Failure 11000 when it is unique and they are not */
  build(collection: Collection, index: Index): void {
    for (const chunk of this.scan(collection))
      for (const { record, raw } of chunk) {
        const entries = this.indexes.entriesOf(index, readDocument(raw), true);
        this.indexes.checkUnique(collection, entries, record);
        for (const entry of entries) this.indexes.put(entry, record);
      }
  }

  /** Removes all documents and index entries of a collection. */
  clear(collection: Collection): void {
    const from = prefix(collection.id);
    for (const chunk of chunksOf(this.records, { from, to: behind(from) }))
      for (const { key } of chunk) this.records.remove(key);
    for (const index of collection.indexes) this.indexes.clear(index);
  }

  private count(collection: Collection, documents: number, bytes: number): void {
    collection.count += documents;
    collection.bytes += bytes;
    this.changes++;
    this.touched.add(collection);
  }
}
