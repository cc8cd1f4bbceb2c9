import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document, IndexDirection } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('texts that begin with what an anchored expression says', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  const stored = ['hue', 'hue 1', 'huế', 'hanoi', 'hu', 'ý', '\uffff', 7].map((name, at) => ({
    _id: at as never,
    name,
    rank: at % 2,
  }));

  it.each<[Record<string, IndexDirection>, Document]>([
    [{ name: 1 }, {}],
    [{ name: 1 }, { unique: true }],
    [{ name: -1 }, { unique: true }],
    [{ name: 1, rank: 1 }, {}],
    [{ name: -1, rank: 1 }, {}],
    [{ rank: 1, name: -1 }, { unique: true }],
    [{ name: 1, rank: -1 }, { unique: true }],
  ])('are found by an index of %j, %j, and in its order', async (key, options) => {
    const collection = engine.database().collection('beginnings');
    await collection.createIndex(key, options);
    await collection.insertMany(stored);
    const found = async (filter: Document, sort: Document = { _id: 1 }): Promise<unknown[]> =>
      (
        await collection
          .find(filter)
          .sort(sort as never)
          .toArray()
      ).map(({ _id }) => _id);
    expect(await found({ name: /^hu/ })).toEqual([0, 1, 2, 4]);
    expect(await found({ name: /^hu/, rank: 0 })).toEqual([0, 2, 4]);
    expect(await found({ name: /^hue/, rank: { $gte: 0 } })).toEqual([0, 1]);
    expect(await found({ name: /^\uffff/ })).toEqual([6]);
    expect(await found({ name: /^hu/ }, { rank: 1, name: 1 })).toEqual([4, 0, 2, 1]);
    expect(await collection.countDocuments({ name: /^hu/ })).toBe(4);
    expect((await collection.deleteMany({ name: /^hu/, rank: 1 })).deletedCount).toBe(1);
  });
});
