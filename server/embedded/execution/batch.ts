import { Failure } from '../failure.js';
import { RawDocument } from '../bson/value-writer.js';
import { writeDocument } from '../bson/write.js';
import type { Item } from './cursors.js';
import { Turn } from './turn.js';

export interface Batch {
  readonly documents: RawDocument[];
  readonly done: boolean;
  /** The item that no longer fitted. */
  readonly held: Item | null;
}

/** A reply stays below 16 MiB, so a batch stops before. */
const maxBatchBytes = 16 * 1024 * 1024 - 16 * 1024;
/** A batch nobody gave a size is kept smaller, so that the next one can be made while the client reads it. */
const easyBatchBytes = 2 * 1024 * 1024;

/** Runs a flow to its end or until enough has been taken, letting other commands have their turn at its pauses. */
export async function paused<T>(
  items: Iterator<T | null>,
  take: (item: T) => boolean,
  deadline: number,
): Promise<boolean> {
  const turn = new Turn();
  for (;;) {
    const next = items.next();
    if (next.done) return true;
    if (next.value !== null) {
      if (!take(next.value)) return false;
      continue;
    }
    const now = performance.now();
    if (now > deadline) throw new Failure(50, 'operation exceeded time limit');
    if (turn.isOver(now)) await turn.pass();
  }
}

/** A batch as it fills. */
class Filling {
  readonly documents: RawDocument[] = [];
  held: RawDocument | null = null;
  private bytes = 0;
  private readonly count: number;
  private readonly most: number;

  constructor(count: number) {
    this.count = count;
    this.most = count === 0 ? easyBatchBytes : maxBatchBytes;
  }

  /** Takes an item, or holds it where it no longer fits; says whether there is room for more. */
  take(item: Item): boolean {
    const raw = item instanceof RawDocument ? item : new RawDocument(writeDocument(item));
    if (this.documents.length > 0 && this.bytes + raw.bytes.length > this.most) {
      this.held = raw;
      return false;
    }
    this.bytes += raw.bytes.length;
    this.documents.push(raw);
    return this.documents.length !== this.count;
  }
}

/** The next documents of a flow: at most `count` (0: as many as fit) and less than 16 MiB. */
export async function nextBatch(
  items: Iterator<Item | null>,
  held: Item | null,
  count: number,
  deadline = Infinity,
): Promise<Batch> {
  const filling = new Filling(count);
  const { documents } = filling;
  if (held && !filling.take(held)) return { documents, done: false, held: filling.held };
  const done = await paused(items, (item) => filling.take(item), deadline);
  return { documents, done, held: filling.held };
}
