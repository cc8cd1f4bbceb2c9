import { readFile } from 'node:fs/promises';
import { SNAPSHOT_FORMAT, type InclusionProof, type Snapshot } from '../../server/domain/snapshot.js';

/** A snapshot as it is handed on. */
export type PublishedSnapshot = Pick<Snapshot, 'id' | 'sha256' | 'content'>;

/** A file that cannot be what it was given as. */
export class FileFault extends Error {}

/** @throws FileFault when it is no snapshot, or one of a format that this version of the program does not know. */
export async function readSnapshot(path: string): Promise<PublishedSnapshot> {
  const { id, sha256, content } = await readObject<PublishedSnapshot>(path);
  if (typeof id !== 'string' || typeof sha256 !== 'string' || !content?.index || !content.tree)
    throw new FileFault(`${path} is no snapshot`);
  if (content.format !== SNAPSHOT_FORMAT)
    throw new FileFault(
      `${path} has format ${content.format}; this version verifies format ${SNAPSHOT_FORMAT}`,
    );
  return { id, sha256, content };
}

/** @throws FileFault when it is no proof. */
export async function readProof(path: string): Promise<InclusionProof> {
  const proof = await readObject<InclusionProof>(path);
  if (typeof proof.leaf !== 'string' || !Array.isArray(proof.path) || typeof proof.root !== 'string')
    throw new FileFault(`${path} is no proof`);
  return proof as InclusionProof;
}

async function readObject<T extends object>(path: string): Promise<Partial<T>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new FileFault(`${path} cannot be read`);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Partial<T>;
  } catch {
    // Said below: whatever it is, it is no object.
  }
  throw new FileFault(`${path} is no JSON object`);
}
