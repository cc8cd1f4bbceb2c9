import type mongoose from 'mongoose';
import type { StoredResponse } from '../domain/response.js';

/** A response as a reviewer sees it: how it came about, never what was answered. */
export type FlaggedResponse = Pick<
  StoredResponse,
  | 'id'
  | 'unitCode'
  | 'questionnaire'
  | 'channel'
  | 'randomSample'
  | 'desk'
  | 'paradata'
  | 'receivedAt'
  | 'flags'
>;

export interface FlaggedResponses {
  /** Responses with one of these flags, received in this stretch of time (half open), newest first. */
  stream(flags: readonly string[], from: Date, to: Date): AsyncIterable<FlaggedResponse>;
  /** How many have this flag, received in this stretch of time, by these units (default: all). */
  count(flag: string, from: Date, to: Date, where?: { unitCodes?: readonly string[] }): Promise<number>;
  find(id: string): Promise<FlaggedResponse | null>;
}

const projection = {
  unitCode: 1,
  questionnaire: 1,
  channel: 1,
  randomSample: 1,
  desk: 1,
  paradata: 1,
  receivedAt: 1,
  flags: 1,
};

/** Reads no answer. */
export function flaggedResponses(connection: mongoose.Connection): FlaggedResponses {
  const responses = connection.collection('responses');
  const fromDocument = ({ _id, ...rest }: Record<string, unknown>) =>
    ({ id: _id, ...rest }) as unknown as FlaggedResponse;
  return {
    async *stream(flags, from, to) {
      const filter = { flags: { $in: [...flags] }, receivedAt: { $gte: from, $lt: to } };
      const cursor = responses.find(filter, { projection, batchSize: 500 }).sort({ receivedAt: -1, _id: 1 });
      for await (const document of cursor) yield fromDocument(document);
    },
    count: (flag, from, to, { unitCodes } = {}) =>
      responses.countDocuments({
        flags: flag,
        receivedAt: { $gte: from, $lt: to },
        ...(unitCodes && { unitCode: { $in: [...unitCodes] } }),
      }),
    async find(id) {
      const found = await responses.findOne({ _id: id } as never, { projection });
      return found && fromDocument(found);
    },
  };
}
