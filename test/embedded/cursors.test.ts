import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { running } from './running.js';
import type { Running } from './running.js';

describe('cursors', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  it('give every document once, whatever portions the client asks for', async () => {
    const database = engine.database();
    const total = 5000;
    const documents = Array.from({ length: total }, (_, at) => ({
      _id: at as never,
      text: 'x'.repeat(1000),
    }));
    await database.collection('c').insertMany(documents);
    const { cursor } = (await database.command({ find: 'c', batchSize: 3 })) as { cursor: Document };
    const seen: number[] = (cursor['firstBatch'] as Document[]).map(({ _id }) => _id as number);
    // Batches without a size are made ahead of the client; a size asked for in between must still be kept.
    const sizes = [undefined, 7, undefined, undefined, 1];
    for (let id = cursor['id'], turn = 0; Number(id) !== 0; turn++) {
      const batchSize = sizes[turn % sizes.length];
      const more = await database.command(
        { getMore: id, collection: 'c', ...(batchSize ? { batchSize } : {}) },
        { promoteLongs: false },
      );
      const batch = more['cursor'] as { nextBatch: Document[]; id: unknown };
      if (batchSize) expect(batch.nextBatch.length).toBeLessThanOrEqual(batchSize);
      seen.push(...batch.nextBatch.map(({ _id }) => Number(_id)));
      id = batch.id;
    }
    expect(seen.map(Number)).toEqual(documents.map((_, at) => at));
  });

  it('end with an error that was met ahead of the client, whatever it asks for next', async () => {
    const database = engine.database();
    const text = 'x'.repeat(100_000);
    const made = Array.from({ length: 40 }, (_, at) => ({ _id: at as never, n: at < 30 ? 1 : 'a', text }));
    await database.collection('c').insertMany(made);
    const projection = { text: 1, n: { $add: ['$n', 1] } };
    const { cursor } = (await database.command({ find: 'c', projection, batchSize: 1 })) as {
      cursor: Document;
    };
    const more = (options: Document): Promise<Document> =>
      database.command({ getMore: BigInt(String(cursor['id'])), collection: 'c', ...options });
    // Without a size about 2 MB are one batch, and the next is made while the client reads it.
    expect(((await more({}))['cursor'] as { nextBatch: Document[] }).nextBatch.length).toBeLessThan(29);
    await expect(more({ batchSize: 1 })).rejects.toMatchObject({
      errmsg: expect.stringMatching(/^Executor error during getMore :: caused by :: \$add only supports/),
    });
    await expect(more({})).rejects.toMatchObject({ code: 43 });
  });

  it('are refused by 43 when they are unknown or killed, by 13 from another collection', async () => {
    const database = engine.database();
    await database.collection('c').insertMany([{}, {}, {}]);
    const open = async () =>
      (await database.command({ find: 'c', batchSize: 1 }, { promoteLongs: false }))['cursor'] as Document;
    const killed = await open();
    expect(await database.command({ killCursors: 'c', cursors: [killed['id']] })).toMatchObject({
      cursorsKilled: [expect.anything()],
    });
    await expect(database.command({ getMore: killed['id'], collection: 'c' })).rejects.toMatchObject({
      code: 43,
    });
    await expect(
      database.command({ getMore: (await open())['id'], collection: 'other' }),
    ).rejects.toMatchObject({ code: 13 });
  });

  it('count by index keys alone what reading the documents counts', async () => {
    const collection = engine.database().collection('c');
    const values = [null, 1, 2, 2.5, 'a', NaN, undefined, new Date(0), 3, 7];
    await collection.insertMany(values.map((a, at) => (a === undefined ? { at } : { a, at })));
    await collection.createIndex({ a: 1, at: -1 });
    for (const filter of [
      { a: 2 },
      { a: { $gte: 2, $lt: 7 } },
      { a: { $lt: 3 } },
      { a: { $in: [1, 'a'] } },
      { a: null },
      { a: 2, at: { $gt: 1 } },
      { a: { $gt: 'A' } },
    ]) {
      const scanned = await collection.find(filter).hint({ $natural: 1 }).toArray();
      expect([filter, await collection.countDocuments(filter)]).toEqual([filter, scanned.length]);
    }
  });
});
