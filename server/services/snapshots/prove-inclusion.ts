import { chunkedPath, LEAVES_A_CHUNK, leavesOf } from '../../domain/leaf-chunks.js';
import { rootFromPath } from '../../domain/merkle-tree.js';
import type { InclusionProof } from '../../domain/snapshot.js';
import type { KeptSnapshot, SnapshotStore } from '../../store/snapshots.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (digits: string): Uint8Array => Buffer.from(digits, 'hex');

/** The proof that a leaf is in a snapshot; null when it is not. Reads the chunks of that moment, nearly always one. */
export async function proveInclusion(
  store: Pick<SnapshotStore, 'leaves'>,
  snapshot: KeptSnapshot,
  leaf: Uint8Array,
  receivedAt: Date,
): Promise<InclusionProof | null> {
  const roots = snapshot.chunks.map(({ root }) => bytesOf(root));
  for (const [number, { from, to }] of snapshot.chunks.entries()) {
    if (receivedAt < from || receivedAt > to) continue;
    const chunk = await store.leaves(snapshot.id, number);
    if (chunk === null) throw new Error(`leaves ${snapshot.id}/${number} are missing`);
    const at = leavesOf(chunk).findIndex((each) => Buffer.compare(each, leaf) === 0);
    if (at < 0) continue;
    return {
      snapshot: snapshot.id,
      algorithm: snapshot.content.tree.algorithm,
      leaf: hex(leaf),
      index: number * LEAVES_A_CHUNK + at,
      size: snapshot.content.responses,
      path: chunkedPath(chunk, at, roots, number).map(hex),
      root: snapshot.content.tree.root,
    };
  }
  return null;
}

/** Whether the path of a proof leads from its leaf to its root. Whether that is the published root is another question. */
export function isProofSound({ leaf, index, size, path, root }: InclusionProof): boolean {
  const found = rootFromPath(bytesOf(leaf), index, size, path.map(bytesOf));
  return found !== null && hex(found) === root;
}
