import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Db, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

/** Answers and words of MongoDB 5.0: document_source_merge.cpp, document_source_out.cpp and their IDL. */
describe('a pipeline that ends in a collection', () => {
  let engine: Running;
  let database: Db;
  let source: Collection<{ _id: number; [field: string]: unknown }>;
  let target: typeof source;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = engine.database();
    source = database.collection('source');
    target = database.collection('target');
    await source.insertMany([
      { _id: 1, ward: 'Tân Định', n: 4 },
      { _id: 2, ward: 'Bến Nghé', n: 7 },
    ]);
  });

  const ending = (last: Document): Promise<unknown> => source.aggregate([last]).toArray();
  const during = (text: string): string => `PlanExecutor error during aggregation :: caused by :: ${text}`;

  it('names the unique key where a document must be new, and keeps what went before', async () => {
    await target.insertOne({ _id: 2 });
    await expect(ending({ $merge: { into: 'target', whenMatched: 'fail' } })).rejects.toMatchObject({
      code: 11000,
      errmsg: during(
        `E11000 duplicate key error collection: ${database.databaseName}.target index: _id_ dup key: { _id: 2 }`,
      ),
    });
    expect(await target.countDocuments()).toBe(2);
  });

  it('fails where a document must be there and is not, without making the collection', async () => {
    await expect(ending({ $merge: { into: 'target', whenNotMatched: 'fail' } })).rejects.toMatchObject({
      code: 13113,
      codeName: 'MergeStageNoMatchingDocument',
      errmsg: expect.stringMatching(
        /^PlanExecutor error during aggregation :: caused by :: \$merge could not/,
      ),
    });
    expect(await database.listCollections({ name: 'target' }).toArray()).toEqual([]);
  });

  it.each([
    ['merge', "Performing an update on the path '_id' would modify the immutable field '_id'"],
    [
      'replace',
      "After applying the update, the (immutable) field '_id' was found to have been altered to _id: 1",
    ],
    [
      [{ $set: { _id: 1 } }],
      "After applying the update, the (immutable) field '_id' was found to have been altered to _id: 1",
    ],
  ])('does not change an _id by %j', async (whenMatched, words) => {
    await target.insertOne({ _id: 10, ward: 'Tân Định' });
    await target.createIndex({ ward: 1 }, { unique: true });
    await expect(ending({ $merge: { into: 'target', on: 'ward', whenMatched } })).rejects.toMatchObject({
      code: 66,
      errmsg: during(
        `$merge failed to update the matching document, did you attempt to modify the _id or the shard key? :: caused by :: ${words}`,
      ),
    });
  });

  it('gives the pipeline the new document under the name that is kept for it', async () => {
    await target.insertOne({ _id: 2, n: 1 });
    const $merge = { into: 'target', whenNotMatched: 'discard' };
    await ending({ $merge: { ...$merge, whenMatched: [{ $set: { n: { $add: ['$n', '$$new.n'] } } }] } });
    expect(await target.find().toArray()).toEqual([{ _id: 2, n: 8 }]);
    // Where no document may be inserted, a `let` of one's own has to name it.
    await expect(
      ending({ $merge: { ...$merge, let: { by: 1 }, whenMatched: [{ $set: { n: '$$new.n' } }] } }),
    ).rejects.toMatchObject({ code: 17276 });
  });

  const mode = (words: Document): Document => ({ into: 'target', ...words });
  it.each([
    [mode({ let: 1 }), 14, "BSON field '$merge.let' is the wrong type 'int', expected type 'object'"],
    [mode({ let: { n: 1 } }), 51199, "Cannot use 'let' variables with 'whenMatched: merge' mode"],
    [
      mode({ let: { new: 2 }, whenMatched: [] }),
      51273,
      "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'",
    ],
    [mode({ on: ['_id', 'n', '_id'] }), 31465, "Found a duplicate field '_id'"],
    [mode({ on: 'n' }), 51183, 'Cannot find index to verify that join fields will be unique'],
    [mode({ whenMatched: ['n'] }), 14, "Each element of the 'pipeline' array must be an object"],
    [mode({ whenMatched: [{ $limit: 1 }] }), 72, during('$limit is not allowed to be used within an update')],
    [
      mode({ whenMatched: 'keepExisting', whenNotMatched: 'discard' }),
      51181,
      "Combination of $merge modes 'whenMatched: keepExisting' and 'whenNotMatched: discard' is not supported",
    ],
    [
      { into: { db: 1, coll: 'x' } },
      14,
      "BSON field 'into.db' is the wrong type 'int', expected type 'string'",
    ],
    [{ into: 'system.x' }, 31319, 'Cannot $merge to special collection: system.x'],
    [{ into: { db: 'local', coll: 'x' } }, 31320, 'Cannot $merge to internal database: local'],
    [7, 14, '$merge requires a string or object argument, but found int'],
  ])('refuses to merge by %j', async ($merge, code, errmsg) => {
    await expect(ending({ $merge })).rejects.toMatchObject({ code, errmsg });
  });

  it.each([
    [{ coll: 'x' }, 16994, "If an object is passed to $out it must have exactly 2 fields: 'db' and 'coll'"],
    [{ db: 1, coll: 'x' }, 13111, 'wrong type for field (db) int != string'],
    ['system.x', 17385, "Can't $out to special collection: system.x"],
    [{ db: 'admin', coll: 'x' }, 31321, "Can't $out to internal database: admin"],
  ])('refuses to put out to %j', async ($out, code, errmsg) => {
    await expect(ending({ $out })).rejects.toMatchObject({ code, errmsg });
  });

  it('leaves a collection as it is when not all documents can take its place', async () => {
    await target.insertOne({ _id: 5, kind: 'old' });
    await target.createIndex({ kind: 1 }, { unique: true });
    const making = source.aggregate([{ $set: { kind: 'same' } }, { $out: 'target' }]).toArray();
    await expect(making).rejects.toMatchObject({
      code: 11000,
      errmsg: expect.stringContaining(during('E11000')),
    });
    expect(await target.find().toArray()).toEqual([{ _id: 5, kind: 'old' }]);
    expect(await target.countDocuments({ kind: 'old' })).toBe(1);
    expect(await database.command({ validate: 'target' })).toMatchObject({ valid: true });
  });
});
