import type mongoose from 'mongoose';

/** Where a response counts, without its answers. */
export interface ResponsePlace {
  unitCode: string;
  questionnaire: { id: string; version: number };
  receivedAt: Date;
}

export interface ResponsePlaces {
  /** Places of the responses received from `from` (inclusive) to `to` (exclusive), in any order; null: no limit. */
  stream(from: Date | null, to: Date | null): AsyncIterable<ResponsePlace>;
}

const projection = { _id: 0, unitCode: 1, questionnaire: 1, receivedAt: 1 };

/** Looks at what arrived without reading any answer. */
export function responsePlaces(connection: mongoose.Connection): ResponsePlaces {
  return {
    async *stream(from, to) {
      const received = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
      const filter = from || to ? { receivedAt: received } : {};
      const cursor = connection.collection('responses').find(filter, { projection, batchSize: 5000 });
      for await (const place of cursor) yield place as unknown as ResponsePlace;
    },
  };
}
