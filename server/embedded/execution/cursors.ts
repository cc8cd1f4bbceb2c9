import { randomBytes } from 'node:crypto';
import { Failure } from '../failure.js';
import type { RawDocument } from '../bson/value-writer.js';
import type { Doc } from '../bson/value.js';
import type { Batch } from './batch.js';

export type Item = RawDocument | Doc;

/** An open cursor: what is still to come, and whose it is. */
export interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  items: Iterator<Item | null>;
  usedAt: number;
  busy: boolean;
  /** An item that was taken but did not fit the last batch. */
  held: Item | null;
  /** The next batch, made while the client reads the last one. */
  ahead: Promise<Batch> | null;
}

const idleLimit = 10 * 60 * 1000;

/** The open cursors of all clients. One that nobody has used for ten minutes is closed, as MongoDB does. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  /** How many were closed because nobody used them. */
  timedOut = 0;

  add(namespace: string, items: Iterator<Item | null>, held: Item | null, now: number): Cursor {
    const id = (randomBytes(8).readBigUInt64LE() & 0x7fffffffffffffffn) | 1n;
    const cursor: Cursor = { id, namespace, items, usedAt: now, busy: false, held, ahead: null };
    this.open.set(id, cursor);
    return cursor;
  }

  /** @throws Failure 43 when there is no such cursor, 13 when it belongs to another collection, 12051 while it is in use */
  take(id: bigint, namespace: string, now: number): Cursor {
    const cursor = this.open.get(id);
    if (!cursor) throw new Failure(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new Failure(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.busy) throw new Failure(12051, `cursor id ${id} is already in use`);
    cursor.usedAt = now;
    return cursor;
  }

  has(id: bigint): boolean {
    return this.open.has(id);
  }

  close(id: bigint): boolean {
    const cursor = this.open.get(id);
    if (!cursor) return false;
    this.open.delete(id);
    if (!cursor.busy) cursor.items.return?.();
    return true;
  }

  closeIdle(now: number): void {
    for (const { id, usedAt, busy } of this.open.values())
      if (!busy && now - usedAt > idleLimit && this.close(id)) this.timedOut++;
  }

  /** Closes the cursors of collections that are gone. */
  closeAll(fits: (namespace: string) => boolean): void {
    for (const { id, namespace } of this.open.values()) if (fits(namespace)) this.close(id);
  }

  get size(): number {
    return this.open.size;
  }
}
