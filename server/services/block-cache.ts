import type { AnswerBlock } from '../domain/answer-block.js';
import { unpackBlock } from '../domain/pack-block.js';
import type { AnswerBlockStore } from '../store/answer-blocks.js';

/** Blocks that were read lately. They never change, so nothing here can be stale. */
export interface BlockCache {
  /** The blocks with these ids in their order; null when one of them does not exist any more. */
  read(ids: string[]): Promise<AnswerBlock[] | null>;
}

/** Bytes of packed columns that are held at most. */
const CAPACITY = 128 * 1024 * 1024;

export function blockCache(store: Pick<AnswerBlockStore, 'blocks'>, capacity = CAPACITY): BlockCache {
  /** Least recently used first. */
  const held = new Map<string, { block: AnswerBlock; bytes: number }>();
  let size = 0;

  function hold(id: string, block: AnswerBlock, bytes: number): void {
    held.set(id, { block, bytes });
    size += bytes;
    for (const [oldest, entry] of held) {
      if (size <= capacity) break;
      held.delete(oldest);
      size -= entry.bytes;
    }
  }

  return {
    async read(ids) {
      const found = new Map<string, AnswerBlock>();
      for (const id of ids) {
        const entry = held.get(id);
        if (!entry) continue;
        found.set(id, entry.block);
        held.delete(id);
        held.set(id, entry);
      }
      for (const packed of await store.blocks(ids.filter((id) => !found.has(id)))) {
        const block = unpackBlock(packed);
        found.set(packed.id, block);
        if (!held.has(packed.id)) hold(packed.id, block, packed.bytes.length);
      }
      const blocks = ids.map((id) => found.get(id));
      return blocks.every((block) => block !== undefined) ? blocks : null;
    },
  };
}
