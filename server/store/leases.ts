import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import { isDuplicateKey } from './connection.js';

interface LeaseDocument {
  _id: string;
  holder: string;
  until: Date;
}

const schema = new Schema<LeaseDocument>(
  { _id: String, holder: String, until: Date },
  { collection: 'leases', versionKey: false, strict: 'throw' },
);

export interface LeaseStore {
  /** Takes or prolongs the lease of that name until then; false while another holder has it. */
  take(name: string, holder: string, now: Date, until: Date): Promise<boolean>;
  /** Gives it back at once; nothing happens when another holds it. */
  release(name: string, holder: string): Promise<void>;
}

/** One document a lease: whoever writes it first holds it. A holder that dies loses it when its time is over. */
export function leaseStore(connection: mongoose.Connection): LeaseStore {
  const model = connection.model<LeaseDocument>('Lease', schema);
  return {
    async take(name, holder, now, until) {
      try {
        await model.updateOne(
          { _id: name, $or: [{ holder }, { until: { $lte: now } }] },
          { $set: { holder, until } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release(name, holder) {
      await model.deleteOne({ _id: name, holder });
    },
  };
}
