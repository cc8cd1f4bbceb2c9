import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { Collector } from '../domain/response.js';
import { isDuplicateKey } from './connection.js';

type CollectorDocument = Omit<Collector, 'id'> & { _id: string };

const schema = new Schema<CollectorDocument>(
  {
    _id: String,
    questionnaire: { _id: false, id: String, version: Number },
    unitCode: String,
    channel: String,
    randomSample: Boolean,
    opensAt: Date,
    closesAt: { type: Date, default: null },
  },
  { collection: 'collectors', versionKey: false, strict: 'throw' },
);
schema.index({ unitCode: 1 });

export interface CollectorStore {
  /** False when the id is taken; nothing is changed then. */
  insert(collector: Collector): Promise<boolean>;
  /** Inserts those whose id is new. */
  insertMissing(collectors: Collector[]): Promise<void>;
  find(id: string): Promise<Collector | null>;
  /** Of one unit or of all, by id. */
  list(unitCode?: string): Promise<Collector[]>;
}

function toDocument({ id, ...rest }: Collector): CollectorDocument {
  return { _id: id, ...rest };
}

function fromDocument({ _id, ...rest }: CollectorDocument): Collector {
  return { id: _id, ...rest };
}

export function collectorStore(connection: mongoose.Connection): CollectorStore {
  const model = connection.model<CollectorDocument>('Collector', schema);
  return {
    async insert(collector) {
      try {
        await model.create([toDocument(collector)]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async insertMissing(collectors) {
      const known = new Set((await model.find({}, { _id: 1 }).lean()).map(({ _id }) => _id));
      const missing = collectors.filter(({ id }) => !known.has(id));
      if (missing.length > 0) await model.insertMany(missing.map(toDocument));
    },
    async find(id) {
      const found = await model.findById(id).lean<CollectorDocument>();
      return found && fromDocument(found);
    },
    async list(unitCode) {
      const found = await model
        .find(unitCode === undefined ? {} : { unitCode })
        .sort({ _id: 1 })
        .lean<CollectorDocument[]>();
      return found.map(fromDocument);
    },
  };
}
