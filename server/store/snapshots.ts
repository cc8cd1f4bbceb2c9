import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { Snapshot, SnapshotContent } from '../domain/snapshot.js';
import { canonicalJson } from '../domain/canonical-json.js';
import { isDuplicateKey } from './connection.js';

/** A snapshot with the pieces in which its leaves are kept, so that one leaf is found without reading the others. */
export interface KeptSnapshot extends Snapshot {
  /** Root of each chunk (hexadecimal), and when its first and its last response were received. */
  chunks: { root: string; from: Date; to: Date }[];
}

export interface SnapshotStore {
  /** False when a snapshot of that id is there already: it has the same content, and nothing is changed. */
  insert(snapshot: KeptSnapshot): Promise<boolean>;
  find(id: string): Promise<KeptSnapshot | null>;
  /** Newest first. `holding`: only those over a stretch of time that holds this moment. */
  list(filter: { publishedOnly: boolean; holding?: Date }): Promise<KeptSnapshot[]>;
  /** Once; a later call changes nothing. False when there is no such snapshot. */
  publish(id: string, at: Date, by: string): Promise<boolean>;
  /** Keeps a chunk of leaf hashes under its number. Repeating it changes nothing. */
  keepLeaves(id: string, number: number, bytes: Uint8Array): Promise<void>;
  leaves(id: string, number: number): Promise<Uint8Array | null>;
}

interface SnapshotDocument {
  _id: string;
  sha256: string;
  /** Canonical JSON: the very bytes that were hashed. */
  content: string;
  from: Date;
  to: Date;
  frozenAt: Date;
  frozenBy: string;
  publishedAt: Date | null;
  publishedBy: string | null;
  chunks: KeptSnapshot['chunks'];
}

interface LeavesDocument {
  _id: string;
  bytes: Buffer;
}

const schema = new Schema<SnapshotDocument>(
  {
    _id: String,
    sha256: String,
    content: String,
    from: Date,
    to: Date,
    frozenAt: Date,
    frozenBy: String,
    publishedAt: { type: Date, default: null },
    publishedBy: { type: String, default: null },
    chunks: [{ _id: false, root: String, from: Date, to: Date }],
  },
  { collection: 'snapshots', versionKey: false, strict: 'throw' },
);
const leavesSchema = new Schema<LeavesDocument>(
  { _id: String, bytes: Buffer },
  { collection: 'snapshotleaves', versionKey: false, strict: 'throw' },
);

function toDocument({ id, content, ...rest }: KeptSnapshot): SnapshotDocument {
  const { from, to } = content.period;
  return { _id: id, content: canonicalJson(content), from: new Date(from), to: new Date(to), ...rest };
}

function fromDocument({ _id, content, from: _, to: __, ...rest }: SnapshotDocument): KeptSnapshot {
  return { id: _id, content: JSON.parse(content) as SnapshotContent, ...rest };
}

export function snapshotStore(connection: mongoose.Connection): SnapshotStore {
  const model = connection.model<SnapshotDocument>('Snapshot', schema);
  const leaves = connection.model<LeavesDocument>('SnapshotLeaves', leavesSchema);
  return {
    async insert(snapshot) {
      try {
        await model.create([toDocument(snapshot)]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id) {
      const found = await model.findById(id).lean<SnapshotDocument>();
      return found && fromDocument(found);
    },
    async list({ publishedOnly, holding }) {
      const filter = {
        ...(publishedOnly && { publishedAt: { $ne: null } }),
        ...(holding && { from: { $lte: holding }, to: { $gt: holding } }),
      };
      const found = await model.find(filter).sort({ frozenAt: -1, _id: 1 }).lean<SnapshotDocument[]>();
      return found.map(fromDocument);
    },
    async publish(id, at, by) {
      await model.updateOne({ _id: id, publishedAt: null }, { $set: { publishedAt: at, publishedBy: by } });
      return (await model.findById(id, { _id: 1 }).lean()) !== null;
    },
    async keepLeaves(id, number, bytes) {
      const document = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
      await leaves.collection.replaceOne({ _id: `${id}/${number}` } as never, document, { upsert: true });
    },
    async leaves(id, number) {
      const found = await leaves.collection.findOne({ _id: `${id}/${number}` } as never, {
        promoteBuffers: true,
      });
      return (found as unknown as LeavesDocument | null)?.bytes ?? null;
    },
  };
}
