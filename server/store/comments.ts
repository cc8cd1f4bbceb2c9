import type mongoose from 'mongoose';
import type { ResponseFilter } from './responses.js';

/** A free text as it was written, not yet scrubbed. */
export interface Comment {
  responseId: string;
  text: string;
  randomSample: boolean;
  questionnaire: { id: string; version: number };
  flags: string[];
}

export interface CommentStore {
  /** Texts in these items, newest first, at most `limit` responses. */
  newest(filter: ResponseFilter & { items: string[] }, limit: number): Promise<Comment[]>;
}

interface CommentDocument extends Omit<Comment, 'responseId' | 'text'> {
  _id: string;
  answers: Record<string, unknown>;
}

/** Reads only the texts of the responses, never the other answers. */
export function commentStore(connection: mongoose.Connection): CommentStore {
  return {
    async newest({ unitCodes, receivedFrom, receivedTo, items }, limit) {
      if (items.length === 0) return [];
      const filter = {
        receivedAt: { ...(receivedFrom && { $gte: receivedFrom }), ...(receivedTo && { $lt: receivedTo }) },
        ...(unitCodes && { unitCode: { $in: unitCodes } }),
        $or: items.map((item) => ({ [`answers.${item}`]: { $exists: true } })),
      };
      const texts = Object.fromEntries(items.map((item) => [`answers.${item}`, 1]));
      const found = await connection
        .collection('responses')
        .find(filter, { projection: { ...texts, randomSample: 1, questionnaire: 1, flags: 1 } })
        .sort({ receivedAt: -1 })
        .limit(limit)
        .toArray();
      return (found as unknown as CommentDocument[]).flatMap(({ _id, answers, ...rest }) =>
        items.flatMap((item) => {
          const text = answers[item];
          return typeof text === 'string' ? [{ responseId: _id, text, ...rest }] : [];
        }),
      );
    },
  };
}
