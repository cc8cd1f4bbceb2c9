import { HASH_BYTES, inclusionPath, treeRoot } from './merkle-tree.js';

/** A power of two, so that a full chunk is a whole branch of the tree. 4096 hashes are 128 KiB. */
export const LEAVES_A_CHUNK = 4096;

/** A tree whose leaves are kept in pieces: the roots of the pieces and the whole. */
export interface ChunkedTree {
  /** Leaves. */
  size: number;
  chunkRoots: Uint8Array[];
  root: Uint8Array;
}

export interface TreeBuilder {
  /** Takes the next leaf hash; returns the chunk that it filled, if it did: hashes one after the other. */
  add(leaf: Uint8Array): Uint8Array | null;
  /** The tree, and the chunk since the last full one (null: none). */
  finish(): { tree: ChunkedTree; last: Uint8Array | null };
}

/** Builds a tree of any size from leaves as they come; memory is that of one chunk. */
export function treeBuilder(capacity = LEAVES_A_CHUNK): TreeBuilder {
  const chunkRoots: Uint8Array[] = [];
  let chunk: Uint8Array[] = [];
  let size = 0;

  function take(): Uint8Array {
    chunkRoots.push(treeRoot(chunk));
    const bytes = joined(chunk);
    chunk = [];
    return bytes;
  }

  return {
    add(leaf) {
      chunk.push(leaf);
      size += 1;
      return chunk.length === capacity ? take() : null;
    },
    finish() {
      const last = chunk.length > 0 ? take() : null;
      return { tree: { size, chunkRoots, root: treeRoot(chunkRoots) }, last };
    },
  };
}

/** The leaf hashes of a chunk. */
export function leavesOf(chunk: Uint8Array): Uint8Array[] {
  return Array.from({ length: chunk.length / HASH_BYTES }, (_, at) =>
    chunk.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** The path from leaf `at` of chunk `number` to the root of the whole tree, nearest first. */
export function chunkedPath(
  chunk: Uint8Array,
  at: number,
  chunkRoots: readonly Uint8Array[],
  number: number,
): Uint8Array[] {
  return [...inclusionPath(leavesOf(chunk), at), ...inclusionPath(chunkRoots, number)];
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, at) => bytes.set(hash, at * HASH_BYTES));
  return bytes;
}
