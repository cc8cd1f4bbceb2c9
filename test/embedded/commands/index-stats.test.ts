import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Db, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('the use of indexes', () => {
  let engine: Running;
  let database: Db;
  let visits: Collection<{ _id: number; ward: string; day: number }>;
  beforeAll(async () => {
    engine = await running();
    database = engine.database();
    visits = database.collection('visits');
    await visits.insertMany([
      { _id: 1, ward: 'Tân Định', day: 3 },
      { _id: 2, ward: 'Bến Nghé', day: 5 },
    ]);
    await visits.createIndex({ ward: 1 });
  });
  afterAll(() => engine.stop());

  const stats = (): Promise<Document[]> => visits.aggregate([{ $indexStats: {} }]).toArray();
  const operations = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await stats()).map(({ name, accesses }) => [name, accesses.ops]));

  it('is told an index a document, with what listIndexes tells', async () => {
    const before = new Date();
    const [, ward] = await stats();
    expect(ward).toEqual({
      name: 'ward_1',
      key: { ward: 1 },
      host: `${hostname()}:${engine.parts.port()}`,
      accesses: { ops: 0, since: expect.any(Date) },
      spec: { v: 2, key: { ward: 1 }, name: 'ward_1' },
    });
    expect(ward!['accesses'].since.getTime()).toBeLessThanOrEqual(before.getTime());
    expect(Object.keys(ward!)).toEqual(['name', 'key', 'host', 'accesses', 'spec']);
  });

  it('counts each operation of a client once for each index that it uses', async () => {
    const at = await operations();
    await visits.find({ ward: 'Tân Định' }).toArray();
    await visits.countDocuments({ ward: 'Tân Định' });
    await visits.updateMany({ ward: 'Bến Nghé' }, { $inc: { day: 1 } });
    await visits.distinct('day', { ward: 'Bến Nghé' });
    await visits.findOne({ _id: 1 });
    await visits.find({ $or: [{ _id: 1 }, { ward: 'Bến Nghé' }] }).toArray();
    expect(await operations()).toEqual({ _id_: at['_id_']! + 2, ward_1: at['ward_1']! + 5 });
  });

  it('does not count a plan that is only explained, nor a scan', async () => {
    const at = await operations();
    await visits.find({ ward: 'Tân Định' }).explain('executionStats');
    await visits.find({ day: 3 }).toArray();
    expect(await operations()).toEqual(at);
  });

  it('can be worked on by the stages behind', async () => {
    expect(await visits.aggregate([{ $indexStats: {} }, { $count: 'n' }]).toArray()).toEqual([{ n: 2 }]);
    expect(
      await database
        .collection('none')
        .aggregate([{ $indexStats: {} }])
        .toArray(),
    ).toEqual([]);
  });

  it.each([
    // document_source_index_stats.cpp, pipeline.cpp, and the stage's place outside API version 1.
    [[{ $indexStats: { a: 1 } }], {}, 28803, 'The $indexStats stage specification must be an empty object'],
    [
      [{ $limit: 1 }, { $indexStats: {} }],
      {},
      40602,
      '$indexStats is only valid as the first stage in a pipeline.',
    ],
    [
      [{ $indexStats: {} }],
      { apiVersion: '1', apiStrict: true },
      323,
      "stage $indexStats is not allowed with 'apiStrict: true' in API Version 1",
    ],
  ])('is refused by %j %j', async (pipeline, options, code, errmsg) => {
    await expect(
      database.command({ aggregate: 'visits', pipeline, cursor: {}, ...options }),
    ).rejects.toMatchObject({ code, errmsg });
  });
});
