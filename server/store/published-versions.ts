import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { PublishedVersion } from '../domain/published-version.js';
import { isDuplicateKey } from './connection.js';

export interface PublishedVersionStore {
  all(): Promise<PublishedVersion[]>;
  /** Records those that are new; what is recorded is never changed. */
  insertMissing(versions: PublishedVersion[]): Promise<void>;
}

type VersionDocument = Omit<PublishedVersion, 'id'> & { _id: string };

const schema = new Schema<VersionDocument>(
  { _id: String, sha256: String, publishedAt: Date },
  { collection: 'publishedversions', versionKey: false, strict: 'throw' },
);

export function publishedVersionStore(connection: mongoose.Connection): PublishedVersionStore {
  const model = connection.model<VersionDocument>('PublishedVersion', schema);
  return {
    async all() {
      const found = await model.find().lean<VersionDocument[]>();
      return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
    },
    async insertMissing(versions) {
      if (versions.length === 0) return;
      const documents = versions.map(({ id, ...rest }) => ({ _id: id, ...rest }));
      try {
        await model.insertMany(documents, { ordered: false });
      } catch (error) {
        // Another process started at the same time and was first; whether it recorded the same is asked by reading.
        if (!isDuplicateKey(error)) throw error;
      }
    },
  };
}
