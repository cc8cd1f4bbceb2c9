import type mongoose from 'mongoose';
import { Schema } from 'mongoose';

interface LookDocument {
  _id: string;
  lookedAt: Date;
}

const schema = new Schema<LookDocument>(
  { _id: String, lookedAt: Date },
  { collection: 'looks', versionKey: false, strict: 'throw' },
);

/** Remembers when a job last looked at what had arrived. */
export interface LookStore {
  last(name: string): Promise<Date | null>;
  /** Moves it on; never back. */
  note(name: string, lookedAt: Date): Promise<void>;
}

export function lookStore(connection: mongoose.Connection): LookStore {
  const model = connection.model<LookDocument>('Look', schema);
  return {
    async last(name) {
      return (await model.findById(name).lean<LookDocument>())?.lookedAt ?? null;
    },
    async note(name, lookedAt) {
      await model.updateOne({ _id: name }, { $max: { lookedAt } }, { upsert: true });
    },
  };
}
