import { Failure } from '../failure.js';
import type { Catalog } from './catalog-store.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** A work failed after it wrote: nothing of it may stay. */
export class Undone extends Error {
  override readonly cause: Failure;

  constructor(cause: Failure) {
    super(cause.message);
    this.cause = cause;
  }
}

/**
 * Group commit. What arrives in one turn of the event loop is done in one transaction and answered when that transaction is
 * on disk. A work that fails with a `Failure` has checked before it wrote and leaves the others alone; any other error
 * undoes the transaction, and the works are tried again one by one.
 */
export class Committer {
  private readonly tables: Tables;
  private readonly store: Store;
  private readonly catalog: Catalog;
  private waiting: Waiting[] = [];
  private scheduled: Promise<void> | null = null;

  constructor(tables: Tables, store: Store, catalog: Catalog) {
    this.tables = tables;
    this.store = store;
    this.catalog = catalog;
  }

  /** Runs a work inside a transaction; resolves once it is durable. */
  commit<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.scheduled ??= new Promise((done) => {
        setImmediate(() => {
          this.scheduled = null;
          this.flush(this.waiting.splice(0));
          done();
        });
      });
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.scheduled) await this.scheduled;
  }

  private flush(works: Waiting[]): void {
    let answers: (() => void)[];
    try {
      answers = this.transact(works);
    } catch (error) {
      this.store.touched.clear();
      this.catalog.load();
      if (works.length > 1) for (const work of works) this.flush([work]);
      else works[0]!.reject(asFailure(error));
      return;
    }
    for (const answer of answers) answer();
  }

  private transact(works: Waiting[]): (() => void)[] {
    return this.tables.root.transactionSync(() => {
      const answers = works.map(({ work, resolve, reject }) => {
        try {
          const result = work();
          return () => resolve(result);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          return () => reject(error);
        }
      });
      for (const collection of this.store.touched) this.catalog.saveCounts(collection);
      this.store.touched.clear();
      return answers;
    });
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof Undone) return error.cause;
  const message = error instanceof Error ? error.message : String(error);
  if (/MDB_MAP_FULL|ENOSPC|No space left|EDQUOT|EFBIG|File too large/i.test(message))
    return new Failure(14031, `The disk is full; nothing of this operation was stored (${message})`);
  return error;
}
