import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index } from './catalog.js';
import { duplicateKey } from './duplicate-key.js';
import { keyRows, rowKey } from './index-keys.js';
import { behind, prefix, recordBytes, recordOf, recordSuffix } from './keys.js';
import { chunksOf, maxKeyBytes } from './tables.js';
import type { Range, Table } from './tables.js';

/** One key of a document in an index, and the values it was made of. */
export interface IndexEntry {
  readonly index: Index;
  readonly key: Buffer;
  readonly row: (Value | undefined)[];
}

const nothing = Buffer.alloc(0);

/**
 * The keys of all indexes. A unique index keeps the record number as the value of its key; the others keep it at the end of
 * the key, so that equal keys stand beside each other.
 */
export class IndexTable {
  private readonly entries: Table;
  constructor(entries: Table) {
    this.entries = entries;
  }

  /**
   * Entries of a document; `note` remembers in the index which of its parts met an array.
   * @throws Failure 17280 for a key LMDB cannot hold, 171 for parallel arrays
   */
  entriesOf(index: Index, document: Doc, note: boolean): IndexEntry[] {
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

  /** @throws Failure 11000 where another record than `own` holds one of the keys */
  checkUnique(collection: Collection, entries: readonly IndexEntry[], own: number | null): void {
    for (const entry of entries) {
      if (!entry.index.unique) continue;
      const holder = this.entries.get(this.tableKey(entry, 0));
      if (holder && recordOf(holder) !== own) throw duplicateKey(collection, entry.index, entry.row);
    }
  }

  put(entry: IndexEntry, record: number): void {
    this.entries.put(this.tableKey(entry, record), entry.index.unique ? recordSuffix(record) : nothing);
  }

  remove(entry: IndexEntry, record: number): void {
    this.entries.remove(this.tableKey(entry, record));
  }

  /** The record that has this whole key in a unique index, or null. */
  recordOfKey(index: Index, suffix: Buffer): number | null {
    const key = Buffer.concat([prefix(index.id), suffix]);
    if (key.length > maxKeyBytes) return null;
    const found = this.entries.get(key);
    return found ? recordOf(found) : null;
  }

  /** Record numbers along a range of an index, in chunks, with the key each was found under. */
  *scan(index: Index, range: Range): Generator<{ record: number; key: Buffer }[]> {
    const base = prefix(index.id);
    const from = Buffer.concat([base, range.from]);
    const to = Buffer.concat([base, range.to]);
    for (const chunk of chunksOf(this.entries, { from, to, reverse: range.reverse ?? false }))
      yield chunk.map(({ key, value }) =>
        index.unique
          ? { record: recordOf(value), key: key.subarray(4) }
          : { record: recordOf(key), key: key.subarray(4, key.length - recordBytes) },
      );
  }

  /** How many keys a document makes in an index, and how many of them are not there. */
  check(index: Index, document: Doc, record: number): { expected: number; missing: number } {
    const entries = this.entriesOf(index, document, false);
    const missing = entries.filter((entry) => {
      const found = this.entries.get(this.tableKey(entry, record));
      return !found || (index.unique && recordOf(found) !== record);
    });
    return { expected: entries.length, missing: missing.length };
  }

  /** How many keys an index holds, each of them read. */
  count(index: Index): number {
    const from = prefix(index.id);
    let count = 0;
    for (const chunk of chunksOf(this.entries, { from, to: behind(from) })) count += chunk.length;
    return count;
  }

  /** How many keys lie in a range of an index. */
  countRange(index: Index, { from, to }: Range): number {
    const base = prefix(index.id);
    return this.entries.getKeysCount({
      start: Buffer.concat([base, from]),
      end: Buffer.concat([base, to]),
    });
  }

  /** Removes all keys of an index. */
  clear(index: Index): void {
    const from = prefix(index.id);
    for (const chunk of chunksOf(this.entries, { from, to: behind(from) }))
      for (const { key } of chunk) this.entries.remove(key);
  }
}
