import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { StoredResponse } from '../domain/response.js';
import { isDuplicateKey } from './connection.js';

type ResponseDocument = Omit<StoredResponse, 'id'> & { _id: string };

const schema = new Schema<ResponseDocument>(
  {
    _id: String,
    collectorId: String,
    questionnaire: { _id: false, id: String, version: Number },
    unitCode: String,
    channel: String,
    randomSample: Boolean,
    procedure: { type: String, default: null },
    desk: { type: String, default: null },
    language: String,
    answers: Schema.Types.Mixed,
    consent: { _id: false, text: String, givenAt: Date, sensitive: Boolean },
    paradata: { _id: false, startedAt: Date, seconds: Number },
    receivedAt: Date,
    receipt: String,
    digest: String,
    flags: [String],
  },
  { collection: 'responses', versionKey: false, minimize: false, strict: 'throw' },
);
schema.index({ receivedAt: 1 });
schema.index({ receipt: 1 });
schema.index({ unitCode: 1, 'questionnaire.id': 1, receivedAt: 1 });
// For the quality desk: one response in a hundred has a flag, and the others need not be read.
schema.index({ flags: 1, receivedAt: 1 });

/** Which responses; absent members do not restrict. `receivedFrom` inclusive, `receivedTo` exclusive. */
export interface ResponseFilter {
  unitCodes?: string[];
  questionnaire?: { id: string; version: number };
  receivedFrom?: Date;
  receivedTo?: Date;
}

export interface ResponseStore {
  /** False when the id is taken; nothing is changed then. */
  insert(response: StoredResponse): Promise<boolean>;
  /** For imports and the demo: all or those before the first fault, which is thrown. Ids must be new. */
  insertMany(responses: StoredResponse[]): Promise<void>;
  find(id: string): Promise<StoredResponse | null>;
  findByReceipt(code: string): Promise<StoredResponse | null>;
  count(filter: ResponseFilter): Promise<number>;
  /** One cursor, oldest first; memory does not grow with the number of responses. */
  stream(filter: ResponseFilter): AsyncIterable<StoredResponse>;
}

function toDocument({ id, ...rest }: StoredResponse): ResponseDocument {
  return { _id: id, ...rest };
}

function fromDocument({ _id, ...rest }: ResponseDocument): StoredResponse {
  return { id: _id, ...rest };
}

function conditions(filter: ResponseFilter): Record<string, unknown> {
  const received = {
    ...(filter.receivedFrom && { $gte: filter.receivedFrom }),
    ...(filter.receivedTo && { $lt: filter.receivedTo }),
  };
  return {
    ...(filter.unitCodes && {
      unitCode: filter.unitCodes.length === 1 ? filter.unitCodes[0] : { $in: filter.unitCodes },
    }),
    ...(filter.questionnaire && {
      'questionnaire.id': filter.questionnaire.id,
      'questionnaire.version': filter.questionnaire.version,
    }),
    ...(Object.keys(received).length > 0 && { receivedAt: received }),
  };
}

export function responseStore(connection: mongoose.Connection): ResponseStore {
  const model = connection.model<ResponseDocument>('Response', schema);
  return {
    async insert(response) {
      try {
        await model.collection.insertOne(toDocument(response) as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async insertMany(responses) {
      if (responses.length > 0) await model.collection.insertMany(responses.map(toDocument) as never[]);
    },
    async find(id) {
      const found = await model.findById(id).lean<ResponseDocument>();
      return found && fromDocument(found);
    },
    async findByReceipt(code) {
      const found = await model.findOne({ receipt: code }).lean<ResponseDocument>();
      return found && fromDocument(found);
    },
    count: (filter) => model.countDocuments(conditions(filter)),
    async *stream(filter) {
      // The driver's own cursor: Mongoose's does as much for each document as reading it takes.
      const cursor = model.collection
        .find(conditions(filter) as never, { batchSize: 1000 })
        .sort({ receivedAt: 1 });
      for await (const document of cursor) yield fromDocument(document as unknown as ResponseDocument);
    },
  };
}
