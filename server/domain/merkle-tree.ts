/**
 * The Merkle tree of RFC 9162 §2.1 (the same as RFC 6962) over SHA-256: one hash stands for a list, and a path of
 * log2(n) hashes shows that an entry is in it without telling any other entry. Leaves and nodes are hashed with
 * different first bytes, so that no node can pass for a leaf.
 */
import { createHash } from 'node:crypto';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Bytes of one hash. */
export const HASH_BYTES = 32;

/** SHA-256(0x00 ‖ entry); a text is taken as UTF-8. */
export function leafHash(entry: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The largest power of two below n (n ≥ 2): where a list is cut in two. */
function cut(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}

/** Root over leaf hashes in their order; of an empty list SHA-256 of nothing. Source: RFC 9162 §2.1.1. */
export function treeRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  const middle = cut(leaves.length);
  return nodeHash(treeRoot(leaves.slice(0, middle)), treeRoot(leaves.slice(middle)));
}

/**
 * The hashes that lead from one leaf to the root, nearest first. Source: RFC 9162 §2.1.3.1.
 * @throws RangeError when there is no leaf at this position.
 */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length))
    throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const middle = cut(leaves.length);
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return index < middle
    ? [...inclusionPath(left, index), treeRoot(right)]
    : [...inclusionPath(right, index - middle), treeRoot(left)];
}

/**
 * The root to which a path leads from a leaf; null when the path does not fit a tree of this size. The leaf is in the
 * tree exactly when this is its root. Source: RFC 9162 §2.1.3.2.
 */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | null {
  if (!(Number.isInteger(index) && index >= 0 && index < size)) return null;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const step of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(step, hash);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else hash = nodeHash(hash, step);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}
