import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { Proposal } from '../domain/proposal.js';
import { isDuplicateKey } from './connection.js';

/** A proposal and, from the moment somebody confirmed it until its decision is kept, who that was. */
export interface OpenProposal extends Proposal {
  confirmedBy: string | null;
}

export interface ProposalStore {
  /** One open proposal a response. False when there is one; nothing is changed then. */
  insert(proposal: Proposal): Promise<boolean>;
  find(responseId: string): Promise<OpenProposal | null>;
  /** About responses received in this stretch of time (half open), oldest proposal first. */
  list(from: Date, to: Date): Promise<OpenProposal[]>;
  /**
   * Gives it to its confirmer, and to the same one again when asked again. Null when somebody else has it, when the
   * proposer asks, or when it is gone.
   */
  claim(responseId: string, confirmedBy: string): Promise<OpenProposal | null>;
  /** Takes away a proposal that nobody has confirmed. False when there is none. */
  decline(responseId: string): Promise<boolean>;
  /** Takes away a proposal whose decision is kept. */
  settle(responseId: string): Promise<void>;
}

type ProposalDocument = Omit<OpenProposal, 'responseId'> & { _id: string };

const schema = new Schema<ProposalDocument>(
  {
    _id: String,
    kind: String,
    reason: String,
    proposedBy: String,
    proposedAt: Date,
    confirmedBy: { type: String, default: null },
    response: {
      _id: false,
      unitCode: String,
      questionnaire: { _id: false, id: String, version: Number },
      receivedAt: Date,
    },
  },
  { collection: 'proposals', versionKey: false, strict: 'throw' },
);

function fromDocument({ _id, ...rest }: ProposalDocument): OpenProposal {
  return { responseId: _id, ...rest };
}

/** The id of a proposal is that of its response: two people cannot propose two things about one. */
export function proposalStore(connection: mongoose.Connection): ProposalStore {
  const model = connection.model<ProposalDocument>('Proposal', schema);
  return {
    async insert({ responseId, ...rest }) {
      try {
        await model.create([{ _id: responseId, ...rest, confirmedBy: null }]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(responseId) {
      const found = await model.findById(responseId).lean<ProposalDocument>();
      return found && fromDocument(found);
    },
    async list(from, to) {
      const found = await model
        .find({ 'response.receivedAt': { $gte: from, $lt: to } })
        .sort({ proposedAt: 1, _id: 1 })
        .lean<ProposalDocument[]>();
      return found.map(fromDocument);
    },
    async claim(responseId, confirmedBy) {
      const found = await model
        .findOneAndUpdate(
          {
            _id: responseId,
            proposedBy: { $ne: confirmedBy },
            $or: [{ confirmedBy: null }, { confirmedBy }],
          },
          { $set: { confirmedBy } },
          { returnDocument: 'after' },
        )
        .lean<ProposalDocument>();
      return found && fromDocument(found);
    },
    async decline(responseId) {
      return (await model.deleteOne({ _id: responseId, confirmedBy: null })).deletedCount === 1;
    },
    async settle(responseId) {
      await model.deleteOne({ _id: responseId });
    },
  };
}
