import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('commands that list', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  it('answer a cursor with the batch last, unlike find', async () => {
    // ListCollectionsReplyCursor and ListIndexesReplyCursor of MongoDB 5.0 against CursorResponseBuilder.
    const database = engine.database();
    await database.collection('wards').createIndex({ code: 1 });
    const order = async (command: Document): Promise<string[]> =>
      Object.keys((await database.command(command))['cursor'] as Document);
    expect(await order({ listCollections: 1 })).toEqual(['id', 'ns', 'firstBatch']);
    expect(await order({ listIndexes: 'wards' })).toEqual(['id', 'ns', 'firstBatch']);
    expect(await order({ find: 'wards' })).toEqual(['firstBatch', 'id', 'ns']);
  });

  it('go on in further batches', async () => {
    const database = engine.database();
    await database.collection('wards').createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
    const { cursor } = await database.command(
      { listIndexes: 'wards', cursor: { batchSize: 1 } },
      { promoteLongs: false },
    );
    expect(cursor.firstBatch).toHaveLength(1);
    const more = await database.command({ getMore: cursor.id, collection: 'wards' });
    expect(more['cursor'].nextBatch.map(({ name }: Document) => name as string)).toEqual(['a_1', 'b_1']);
  });
});
