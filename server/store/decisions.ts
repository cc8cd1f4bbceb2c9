import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { Decision } from '../domain/decision.js';
import { isDuplicateKey } from './connection.js';

type DecisionDocument = Omit<Decision, 'id'> & { _id: string };

const schema = new Schema<DecisionDocument>(
  {
    _id: String,
    responseId: String,
    kind: String,
    reason: String,
    by: { type: String, default: null },
    proposedBy: String,
    receivedAt: Date,
    response: {
      _id: false,
      unitCode: String,
      questionnaire: { _id: false, id: String, version: Number },
      receivedAt: Date,
    },
  },
  { collection: 'decisions', versionKey: false, strict: 'throw' },
);
schema.index({ receivedAt: 1 });
schema.index({ responseId: 1 });
schema.index({ 'response.receivedAt': 1 });

/** Decisions by the response they are about; absent members do not restrict. `…From` inclusive, `…To` exclusive. */
export interface DecisionFilter {
  unitCodes?: string[];
  questionnaire?: { id: string; version: number };
  responseFrom?: Date;
  responseTo?: Date;
  /** When the decision itself arrived. */
  receivedFrom?: Date;
}

export interface DecisionStore {
  /** False when the id is taken; nothing is changed then. */
  insert(decision: Decision): Promise<boolean>;
  /** About one response, oldest first. */
  about(responseId: string): Promise<Decision[]>;
  count(filter: DecisionFilter): Promise<number>;
  /** One cursor, by the time the response was received. */
  stream(filter: DecisionFilter): AsyncIterable<Decision>;
}

function fromDocument({ _id, ...rest }: DecisionDocument): Decision {
  return { id: _id, ...rest };
}

function conditions(filter: DecisionFilter): Record<string, unknown> {
  const responded = {
    ...(filter.responseFrom && { $gte: filter.responseFrom }),
    ...(filter.responseTo && { $lt: filter.responseTo }),
  };
  return {
    ...(filter.unitCodes && { 'response.unitCode': { $in: filter.unitCodes } }),
    ...(filter.questionnaire && {
      'response.questionnaire.id': filter.questionnaire.id,
      'response.questionnaire.version': filter.questionnaire.version,
    }),
    ...(Object.keys(responded).length > 0 && { 'response.receivedAt': responded }),
    ...(filter.receivedFrom && { receivedAt: { $gte: filter.receivedFrom } }),
  };
}

export function decisionStore(connection: mongoose.Connection): DecisionStore {
  const model = connection.model<DecisionDocument>('Decision', schema);
  return {
    async insert({ id, ...rest }) {
      try {
        await model.collection.insertOne({ _id: id, ...rest } as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async about(responseId) {
      const found = await model.find({ responseId }).sort({ receivedAt: 1 }).lean<DecisionDocument[]>();
      return found.map(fromDocument);
    },
    count: (filter) => model.countDocuments(conditions(filter)),
    async *stream(filter) {
      const cursor = model
        .find(conditions(filter))
        .sort({ 'response.receivedAt': 1 })
        .lean<DecisionDocument>()
        .cursor({ batchSize: 1000 });
      for await (const document of cursor) yield fromDocument(document as DecisionDocument);
    },
  };
}
