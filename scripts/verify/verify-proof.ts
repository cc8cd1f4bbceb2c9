import type { InclusionProof } from '../../server/domain/snapshot.js';
import { isProofSound } from '../../server/services/snapshots/prove-inclusion.js';
import type { PublishedSnapshot } from './read-snapshot.js';

/** Why a proof does not show that its leaf is in this snapshot (null: in the one it names); null when it does. */
export function proofFault(proof: InclusionProof, snapshot: PublishedSnapshot | null): string | null {
  if (!isProofSound(proof)) return 'the path does not lead from the leaf to the root';
  if (snapshot === null) return null;
  if (proof.root !== snapshot.content.tree.root) return `the root is not that of ${snapshot.id}`;
  return proof.size === snapshot.content.responses ? null : `the size is not that of ${snapshot.id}`;
}

/** One line about a proof. */
export function proofLine(proof: InclusionProof, snapshot: PublishedSnapshot | null): string {
  const fault = proofFault(proof, snapshot);
  const where = snapshot?.id ?? proof.snapshot;
  return fault === null
    ? `${where}: response ${proof.index + 1} of ${proof.size} is in the number (root ${proof.root})`
    : `${where}: NOT PROVEN, ${fault}`;
}
