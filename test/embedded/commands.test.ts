import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Long } from 'mongodb';
import type { Db, Document } from 'mongodb';
import { expire } from '../../server/embedded/storage/expire.js';
import { running } from './running.js';
import type { Running } from './running.js';

describe('commands', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  const code = (database: Db, command: Document): Promise<unknown> =>
    database.command(command).then(
      (reply) => reply['ok'],
      (error: { code: number }) => error.code,
    );

  it('refuse what they do not know or do not do, by MongoDB’s codes', async () => {
    const database = engine.database();
    await database.collection('c').insertOne({ a: 1 });
    // Codes: src/mongo/base/error_codes.yml of MongoDB; 40415 is the IDL parser's "unknown field".
    const refused: [Document, number][] = [
      [{ mapReduce: 'c' }, 59],
      [{ find: 'c', foo: 1 }, 40415],
      [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, foo: 1 }] }, 40415],
      [{ find: 'c', collation: { locale: 'vi', strength: 4 } }, 238],
      [{ find: 'c', filter: { $where: '1' } }, 238],
      [{ find: 'c', filter: { $jsonSchema: {} } }, 238],
      [{ find: 'c', hint: 'nope_1' }, 2],
      [{ find: 'c', limit: -1 }, 51024],
      [{ insert: 'c', documents: [{}], startTransaction: true, autocommit: false }, 20],
      [{ create: 'capped', capped: true, size: 1000 }, 238],
      [{ create: 'capped', capped: true }, 72],
      [{ createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'a_text' }] }, 67],
      [{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a', foo: 1 }] }, 197],
      [{ createIndexes: 'c', indexes: [{ key: { a: 0 }, name: 'a' }] }, 67],
      [{ aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 40324],
      [{ aggregate: 'c', pipeline: [] }, 9],
      [{ aggregate: 'c', pipeline: [{ $group: { _id: null, x: { $accumulator: {} } } }], cursor: {} }, 15952],
      [{ aggregate: 1, pipeline: [{ $match: {} }], cursor: {} }, 73],
      [{ aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {} }, 40324],
      [{ aggregate: 'c', pipeline: [{ constructor: {} }], cursor: {} }, 40324],
      [{ aggregate: 'nope', pipeline: [{ $collStats: { count: {} } }], cursor: {} }, 26],
      [{ aggregate: 'c', pipeline: [{ $collStats: 1 }], cursor: {} }, 40166],
      [{ aggregate: 'c', pipeline: [{ $collStats: { latencyStats: {} } }], cursor: {} }, 238],
      [{ aggregate: 'c', pipeline: [{ $collStats: { foo: {} } }], cursor: {} }, 40415],
      [{ aggregate: 'c', pipeline: [{ $limit: 1 }, { $collStats: {} }], cursor: {} }, 40602],
      [{ insert: 'system.users', documents: [{}] }, 73],
      [{ insert: 'c', documents: [] }, 16],
      [{ drop: 'nope' }, 26],
      [{ collMod: 'c' }, 59],
      // Removed in MongoDB 5.0.
      [{ resetError: 1 }, 59],
      [{ getParameter: 1 }, 72],
      [{ getParameter: 1, unheardOf: 1 }, 72],
      [{ getParameter: { showDetails: true }, maxBSONDepth: 1 }, 238],
      [{ aggregate: 'c', pipeline: [], cursor: {}, batchSize: 1 }, 40415],
      [{ aggregate: 'c', pipeline: [], cursor: { foo: 1 } }, 40415],
      [{ find: 'c', allowDiskUse: 'x' }, 14],
      [{ find: 'c', noCursorTimeout: 'x' }, 14],
      [{ find: 'c', hint: 5 }, 9],
      [{ insert: 'c', documents: [{}], bypassDocumentValidation: 'x' }, 14],
      [{ insert: 'c', documents: [{}], maxTimeMS: 'x' }, 2],
      [{ update: 'c', updates: [{ q: {}, u: 5 }] }, 9],
      [{ update: 'c', updates: [{ q: null, u: {} }] }, 40414],
      [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, arrayFilters: [5] }] }, 14],
      [{ delete: 'c', deletes: [{ q: null, limit: 0 }] }, 40414],
      [{ getMore: Long.fromNumber(5), collection: 5 }, 14],
      [{ killCursors: 'c', cursors: ['x'] }, 14],
      [{ create: 'd', size: 100 }, 72],
      [{ create: 'd', autoIndexId: false }, 72],
      [{ create: 'd', idIndex: { key: { a: 1 }, name: 'x' } }, 2],
      [{ create: 'd', validationLevel: 'off' }, 238],
      [{ dropDatabase: 2 }, 5255100],
      [{ createIndexes: 'c' }, 40414],
      [{ createIndexes: 'c', indexes: [{ key: { a: 1 } }] }, 9],
      [{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a', unique: 'x' }] }, 14],
      [{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a', v: 1 }] }, 67],
      [{ createIndexes: 'c', indexes: [{ key: { _id: 1 }, name: '_id_', unique: true }] }, 197],
      [{ createIndexes: 'c', indexes: [{ key: { _id: -1 }, name: 'x' }] }, 2],
      [{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a' }], commitQuorum: 1 }, 2],
      [{ dropIndexes: 'c', index: 5 }, 14],
      [{ explain: {} }, 59],
      [{ collStats: 'c', scale: 0 }, 51024],
      [{ findAndModify: 'system.users', query: {}, update: { a: 1 }, upsert: true }, 73],
    ];
    for (const [command, expected] of refused)
      expect([command, await code(database, command)]).toEqual([command, expected]);
  });

  it('create an index without the options nobody knows where they are told to', async () => {
    const database = engine.database();
    const indexes = [{ key: { a: 1 }, name: 'a', foo: 1 }];
    await database.command({ createIndexes: 'c', indexes, ignoreUnknownIndexOptions: true });
    expect(await database.collection('c').indexes()).toContainEqual({ v: 2, key: { a: 1 }, name: 'a' });
  });

  it('measure a database in the unit they are asked for', async () => {
    const database = engine.database();
    await database.collection('c').insertOne({ text: 'x'.repeat(2048) });
    const { dataSize } = await database.command({ dbStats: 1 });
    expect(await database.command({ dbStats: 1, scale: 1024 })).toMatchObject({
      dataSize: dataSize / 1024,
      scaleFactor: 1024,
    });
  });

  it('take constants only for an update that is a pipeline', async () => {
    const collection = engine.database().collection<{ _id: number; a?: number }>('c');
    await collection.insertOne({ _id: 1 });
    const update = (u: unknown): Promise<Document> =>
      engine.client.db(collection.dbName).command({ update: 'c', updates: [{ q: {}, u, c: { x: 7 } }] });
    expect(await update({ $set: { a: 1 } })).toMatchObject({ writeErrors: [{ code: 51198 }] });
    await update([{ $set: { a: '$$x' } }]);
    expect(await collection.findOne()).toEqual({ _id: 1, a: 7 });
  });

  it('tell how the command before went on the same connection, until the next one', async () => {
    const database = engine.database();
    const told = (): Promise<Document> => database.command({ getLastError: 1 });
    await database.command({ insert: 'c', documents: [{ _id: 1 }, { _id: 2 }] });
    // The manual: n tells the documents that an update or a removal changed.
    expect(await told()).toMatchObject({ ok: 1, err: null, n: 0 });
    await database.command({
      insert: 'c',
      documents: [{ _id: 3 }, { _id: 1 }, { _id: 2 }],
      ordered: false,
    });
    expect(await told()).toMatchObject({
      ok: 1,
      err: expect.stringContaining('dup key: { _id: 2 }'),
      code: 11000,
      codeName: 'DuplicateKey',
    });
    expect(await told()).toMatchObject({ code: 11000 });
    await database.command({ update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { a: 1 } } }] });
    expect(await told()).toMatchObject({ err: null, n: 1, updatedExisting: true });
    await database.command({ update: 'c', updates: [{ q: { _id: 9 }, u: { a: 1 }, upsert: true }] });
    expect(await told()).toMatchObject({ err: null, n: 1, updatedExisting: false, upserted: 9 });
    expect(await code(database, { nope: 1 })).toBe(59);
    expect(await told()).toMatchObject({ err: "no such command: 'nope'", code: 59, n: 0 });
    await database.command({ ping: 1 });
    expect(await told()).not.toHaveProperty('code');
    await database.command({ createIndexes: 'c', indexes: [{ key: { x: 1, y: 1 }, name: 'both' }] });
    await database.command({ insert: 'c', documents: [{ x: [1], y: [2] }] });
    expect(Object.keys(await told())).toEqual(['connectionId', 'err', 'code', 'codeName', 'n', 'ok']);
    expect(await told()).toMatchObject({ code: 171, codeName: 'CannotIndexParallelArrays', n: 0 });
  });

  it('describe the machine, the start and the cursors that are open', async () => {
    const database = engine.database();
    await database.collection('c').insertMany([{}, {}, {}]);
    const cursor = database.collection('c').find({}, { batchSize: 1 });
    await cursor.next();
    const { metrics } = await database.command({ serverStatus: 1 });
    expect(metrics.cursor).toEqual({ timedOut: 0, open: { noTimeout: 0, pinned: 0, total: 1 } });
    await cursor.close();
    const { system } = await database.admin().command({ hostInfo: 1 });
    expect(system.numCores).toBeGreaterThan(0);
    const { parsed } = await database.admin().command({ getCmdLineOpts: 1 });
    expect(parsed.net.port).toBeGreaterThan(0);
    expect(await database.command({ count: 'c', limit: -2 })).toMatchObject({ n: 2 });
  });

  it('name the part of a path where array updates find no array', async () => {
    const c = engine.database().collection<Document>('c');
    await c.insertOne({ _id: 1 as never, marks: [{ taken: [1, 2] }, { taken: 7 }, {}] });
    const failed = (update: Document, filter: Document = {}): Promise<unknown> =>
      c.updateOne(filter, update).then(
        () => 'done',
        (error: Error) => error.message,
      );
    expect(await failed({ $set: { 'marks.1.taken.$[]': 0 } })).toBe(
      'Cannot apply array updates to non-array element taken: 7',
    );
    expect(await failed({ $set: { 'marks.2.taken.$[]': 0 } })).toBe(
      "The path 'marks.2.taken' must exist in the document in order to apply array updates.",
    );
    expect(await failed({ $set: { 'marks.1.taken.$': 0 } })).toBe(
      'The positional operator did not find the match needed from the query.',
    );
  });

  it('name each wrong statement of an unordered bulk, and stop at the first of an ordered one', async () => {
    const database = engine.database();
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 1 }];
    const unordered = await database.command({ insert: 'c', documents, ordered: false });
    expect(unordered).toMatchObject({
      n: 2,
      writeErrors: [
        { index: 1, code: 11000 },
        { index: 3, code: 11000 },
      ],
    });
    const ordered = await database.command({
      update: 'c',
      updates: [
        { q: { _id: 1 }, u: { $inc: { n: 1 } } },
        { q: {}, u: { $foo: {} } },
        { q: { _id: 2 }, u: { $inc: { n: 1 } } },
      ],
    });
    expect(ordered).toMatchObject({ n: 1, nModified: 1, writeErrors: [{ index: 1, code: 9 }] });
    expect(await database.collection('c').countDocuments({ n: 1 })).toBe(1);
  });

  it('tell the parameters that are asked for, or all of them', async () => {
    const database = engine.database();
    const one = await database.command({ getParameter: 1, requireApiVersion: 1, unheardOf: 1 });
    expect(one).toEqual({ requireApiVersion: false, ok: 1 });
    expect(await database.command({ getParameter: '*' })).toMatchObject({
      enableTestCommands: false,
      featureCompatibilityVersion: { version: '5.0' },
      ok: 1,
    });
  });

  it('tell a shell the numbers of a collection', async () => {
    const database = engine.database();
    const collection = database.collection('c');
    await collection.insertMany([{ _id: 1 }, { _id: 2 }] as Document[]);
    const pipeline = [{ $collStats: { count: {}, storageStats: { scale: 2 } } }, { $unset: 'localTime' }];
    const [numbers] = await collection.aggregate(pipeline).toArray();
    const { ns, ...command } = await database.command({ collStats: 'c', scale: 2 });
    delete command['ok'];
    // A document { _id: int32 } takes 14 bytes.
    expect(command).toMatchObject({ count: 2, size: 14, avgObjSize: 14, nindexes: 1, scaleFactor: 2 });
    expect(numbers).toEqual({ ns, host: expect.any(String), count: 2, storageStats: command });
  });

  it('say which index a query goes by', async () => {
    const database = engine.database();
    const collection = database.collection('c');
    await collection.createIndex({ unit: 1, at: -1 });
    await collection.insertMany(Array.from({ length: 20 }, (_, at) => ({ unit: at % 2, at })));
    const plan = async (filter: Document, sort: Document = {}): Promise<Document> =>
      (await collection.find(filter).sort(sort).explain('executionStats')) as Document;
    const ranged = await plan({ unit: 1, at: { $gt: 9 } }, { at: -1 });
    expect(ranged['queryPlanner'].winningPlan).toMatchObject({
      stage: 'FETCH',
      inputStage: { stage: 'IXSCAN', indexName: 'unit_1_at_-1', direction: 'forward' },
    });
    // Odd numbers from 11 to 19.
    expect(ranged['executionStats']).toMatchObject({ nReturned: 5, totalDocsExamined: 5 });
    expect((await plan({ unit: 1 }, { at: 1 }))['queryPlanner'].winningPlan.inputStage.direction).toBe(
      'backward',
    );
    expect((await plan({ at: 3 }))['queryPlanner'].winningPlan.stage).toBe('COLLSCAN');
    expect((await plan({ _id: 3 }))['queryPlanner'].winningPlan.stage).toBe('IDHACK');
    expect((await plan({ at: 3 }, { at: 1 }))['queryPlanner'].winningPlan).toMatchObject({
      stage: 'SORT',
      inputStage: { stage: 'COLLSCAN' },
    });
  });

  it('keep the promises of unique, sparse and partial indexes', async () => {
    const collection = engine.database().collection('c');
    await collection.createIndex({ mail: 1 }, { unique: true, sparse: true });
    await collection.createIndex({ token: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await collection.insertMany([{ token: 1, open: true }, { token: 1, open: false }, { token: 1 }]);
    await expect(collection.insertOne({ token: 1, open: true })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { token: 1 },
      keyValue: { token: 1 },
    });
    await expect(collection.updateMany({}, { $set: { mail: 'a' } })).rejects.toMatchObject({
      code: 11000,
      keyValue: { mail: 'a' },
    });
    expect(await collection.find({ token: 1, open: true }).toArray()).toHaveLength(1);
    expect(await collection.find({ token: 1 }).toArray()).toHaveLength(3);
  });

  it('know an index by its key and refuse one that contradicts it', async () => {
    const collection = engine.database().collection('c');
    expect(await collection.createIndex({ a: 1 })).toBe('a_1');
    expect(await collection.createIndex({ a: 1 })).toBe('a_1');
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
    await expect(collection.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(collection.dropIndex('nope_1')).rejects.toMatchObject({ code: 27 });
    await expect(collection.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await collection.dropIndex('a_1');
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  it('refuse an index key that LMDB cannot hold instead of shortening it', async () => {
    const collection = engine.database().collection('c');
    await collection.createIndex({ a: 1 });
    await expect(collection.insertOne({ a: 'x'.repeat(2000) })).rejects.toMatchObject({ code: 17280 });
    expect(await collection.countDocuments()).toBe(0);
  });

  it('remove what a TTL index says has had its time', async () => {
    const database = engine.database();
    const collection = database.collection('sessions');
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const now = new Date('2026-11-24T10:00:00Z');
    const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
    await collection.insertMany([
      { _id: 1 as never, at: ago(61) },
      { _id: 2 as never, at: ago(59) },
      { _id: 3 as never, at: [ago(5), ago(100)] },
      { _id: 4 as never, at: 'never' },
      { _id: 5 as never },
    ]);
    await expire(engine.parts, now);
    expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 4, 5]);
  });

  it('put a pipeline’s documents into a collection, in place of it or into it', async () => {
    const database = engine.database();
    await database.collection('c').insertMany([
      { _id: 1 as never, n: 1 },
      { _id: 2 as never, n: 2 },
    ]);
    await database
      .collection('c')
      .aggregate([{ $match: { n: 2 } }, { $out: 'o' }])
      .toArray();
    await database
      .collection('c')
      .aggregate([
        { $set: { n: { $multiply: ['$n', 10] }, m: 1 } },
        { $merge: { into: 'o', whenMatched: 'merge', whenNotMatched: 'discard' } },
      ])
      .toArray();
    expect(await database.collection('o').find().toArray()).toEqual([{ _id: 2, n: 20, m: 1 }]);
    await database
      .collection('c')
      .aggregate([{ $merge: { into: 'o', whenMatched: 'keepExisting' } }])
      .toArray();
    expect(await database.collection('o').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 20, m: 1 },
    ]);
    await database
      .collection('c')
      .aggregate([
        {
          $merge: {
            into: 'o',
            let: { by: '$n' },
            whenMatched: [{ $set: { n: { $add: ['$n', '$$by', '$$new.n'] } } }],
          },
        },
      ])
      .toArray();
    expect((await database.collection('o').findOne({ _id: 2 as never }))!['n']).toBe(24);
  });

  it('rename and drop collections and databases with all they hold', async () => {
    const database = engine.database();
    await database.collection('a').insertOne({ _id: 1 as never });
    await database.collection('b').insertOne({ _id: 2 as never });
    await expect(database.collection('a').rename('b')).rejects.toMatchObject({ code: 48 });
    await database.collection('a').rename('b', { dropTarget: true });
    expect(await database.collection('b').find().toArray()).toEqual([{ _id: 1 }]);
    expect((await database.listCollections().toArray()).map(({ name }) => name)).toEqual(['b']);
    await database.dropDatabase();
    expect((await database.admin().listDatabases()).databases.map(({ name }) => name)).not.toContain(
      database.databaseName,
    );
    expect(await database.collection('b').countDocuments()).toBe(0);
  });

  it('find an index equal to a rebuild after many changes', async () => {
    const database = engine.database();
    const collection = database.collection<{ _id: number; list: number[]; n?: number }>('c');
    await collection.createIndex({ list: 1, n: -1 });
    for (let at = 0; at < 60; at++) {
      await collection.updateOne(
        { _id: at % 20 },
        { $push: { list: at % 7 }, ...(at % 3 ? { $set: { n: at } } : { $unset: { n: 1 } }) },
        { upsert: true },
      );
      if (at % 11 === 0) await collection.deleteOne({ _id: at % 20 });
    }
    expect(await database.command({ validate: 'c' })).toMatchObject({ valid: true, errors: [] });
  });
});
