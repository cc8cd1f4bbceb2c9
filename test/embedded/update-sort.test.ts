import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Db, Document } from 'mongodb';
import { running } from './running.js';
import type { Running } from './running.js';

// MongoDB 8.0, "update": "sort … the operation modifies the first document in the sort order".
describe('sort of an update statement', () => {
  let engine: Running;
  let database: Db;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = engine.database();
    await database.collection<{ _id: string; score: number }>('wards').insertMany([
      { _id: 'An Phú', score: 70 },
      { _id: 'Bến Nghé', score: 40 },
      { _id: 'Cầu Kho', score: 90 },
    ]);
  });

  const marked = async (): Promise<unknown[]> =>
    (await database.collection('wards').find({ seen: true }).toArray()).map((ward) => ward._id);
  const update = (statement: Document): Promise<Document> =>
    database.command({ update: 'wards', updates: [{ q: {}, u: { $set: { seen: true } }, ...statement }] });

  it('chooses the lowest or the highest of the documents that match', async () => {
    expect(await update({ sort: { score: 1 } })).toMatchObject({ n: 1, nModified: 1 });
    expect(await marked()).toEqual(['Bến Nghé']);
    await update({ q: { seen: { $ne: true } }, sort: { score: -1 } });
    expect(await marked()).toEqual(['Bến Nghé', 'Cầu Kho']);
  });

  it('chooses what a replacement replaces', async () => {
    await update({ u: { replaced: true }, sort: { score: -1 } });
    expect(await database.collection('wards').findOne({ replaced: true })).toEqual({
      _id: 'Cầu Kho',
      replaced: true,
    });
  });

  it('is refused beside multi, and nothing is written', async () => {
    await expect(update({ sort: { score: 1 }, multi: true })).rejects.toMatchObject({
      code: 9,
      errmsg: 'Cannot specify sort with multi=true',
    });
    expect(await marked()).toEqual([]);
  });

  it('is refused when it is no document', async () => {
    // 14: TypeMismatch, by the IDL parser.
    await expect(update({ sort: 5 })).rejects.toMatchObject({ code: 14 });
  });
});
