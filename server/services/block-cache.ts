import type { PackedBlock } from '../domain/pack-block.js';
import type { AnswerBlockStore } from '../store/answer-blocks.js';

/** Blocks that were read lately, packed as they are stored and counted. They never change, so nothing here can be stale. */
export interface BlockCache {
  /** The blocks with these ids in their order; null when one of them does not exist any more. */
  read(ids: string[]): Promise<PackedBlock[] | null>;
}

/** Bytes of packed columns that are held at most. */
const CAPACITY = 128 * 1024 * 1024;

export function blockCache(store: Pick<AnswerBlockStore, 'blocks'>, capacity = CAPACITY): BlockCache {
  /** Least recently used first. */
  const held = new Map<string, PackedBlock>();
  let size = 0;

  function hold(block: PackedBlock): void {
    held.set(block.id, block);
    size += block.bytes.length;
    for (const [oldest, { bytes }] of held) {
      if (size <= capacity) break;
      held.delete(oldest);
      size -= bytes.length;
    }
  }

  return {
    async read(ids) {
      const found = new Map<string, PackedBlock>();
      for (const id of ids) {
        const entry = held.get(id);
        if (!entry) continue;
        found.set(id, entry);
        held.delete(id);
        held.set(id, entry);
      }
      for (const stored of await store.blocks(ids.filter((id) => !found.has(id)))) {
        // A copy: the driver's bytes may lie inside a larger message, which they would keep alive.
        const block = held.get(stored.id) ?? { ...stored, bytes: new Uint8Array(stored.bytes) };
        found.set(block.id, block);
        if (!held.has(block.id)) hold(block);
      }
      const blocks = ids.map((id) => found.get(id));
      return blocks.every((block) => block !== undefined) ? blocks : null;
    },
  };
}
