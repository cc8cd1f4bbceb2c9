import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BSON, Double, Int32 } from 'mongodb';
import type { Db, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('statistics of collections and databases', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  const ask = (database: Db, command: Document): Promise<Document> =>
    database.command(command, { promoteValues: false });

  it('are whole numbers for a database that is not there and doubles for one that is', async () => {
    // CmdDBStats of MongoDB 5.0 (dbcommands.cpp) appends the ints 0; DatabaseImpl::getStats divides by a double.
    const database = engine.database();
    const missing = await ask(database, { dbStats: 1 });
    for (const field of ['avgObjSize', 'dataSize', 'storageSize', 'indexSize', 'totalSize', 'fsTotalSize'])
      expect([field, missing[field]]).toEqual([field, new Int32(0)]);
    expect(missing['scaleFactor']).toEqual(new Int32(1));
    const sent = { _id: 1, note: 'mười hai' };
    await database.collection<typeof sent>('c').insertOne(sent);
    const size = BSON.calculateObjectSize(sent);
    expect(await ask(database, { dbStats: 1, scale: 2 })).toMatchObject({
      objects: new Int32(1),
      avgObjSize: new Double(size),
      dataSize: new Double(size / 2),
      scaleFactor: new Double(2),
    });
  });

  it('tell of the file system and, when asked, of free space', async () => {
    const database = engine.database();
    await database.collection('c').insertOne({});
    const plain = await database.command({ dbStats: 1 });
    const { blocks, bsize } = statfsSync(tmpdir());
    expect(plain['fsTotalSize']).toBe(blocks * bsize);
    expect(plain).not.toHaveProperty('freeStorageSize');
    // The order of DatabaseImpl::getStats.
    expect(Object.keys(await database.command({ dbStats: 1, freeStorage: 1 }))).toEqual(
      'db collections views objects avgObjSize dataSize storageSize freeStorageSize indexes indexSize indexFreeStorageSize totalSize totalFreeStorageSize scaleFactor fsUsedSize fsTotalSize ok'.split(
        ' ',
      ),
    );
  });

  it('refuse a scale that is none', async () => {
    const database = engine.database();
    const refused = (command: Document): Promise<unknown> =>
      database.command(command).then(
        () => 'answered',
        ({ code, message }: { code?: number; message: string }) => [code, message],
      );
    expect(await refused({ dbStats: 1, scale: -3 })).toEqual([undefined, 'scale has to be > 0']);
    expect(await refused({ dbStats: 1, scale: 'kB' })).toEqual([undefined, 'scale has to be a number > 0']);
    expect(await refused({ collStats: 'c', scale: 0 })).toEqual([
      51024,
      "BSON field 'scale' value must be >= 1, actual value '0'",
    ]);
  });

  it('have the fields of MongoDB in its order', async () => {
    // appendCollectionStorageStats of MongoDB 5.0 (storage_stats.cpp), without what is WiredTiger's.
    const database = engine.database();
    expect(Object.keys(await database.command({ collStats: 'c' }))).toEqual(
      'ns size count storageSize totalSize nindexes totalIndexSize indexDetails indexSizes scaleFactor ok'.split(
        ' ',
      ),
    );
    await database.collection('c').insertOne({ a: 1 });
    expect(Object.keys(await database.command({ collStats: 'c' }))).toEqual(
      'ns size count avgObjSize storageSize freeStorageSize capped nindexes indexDetails indexBuilds totalIndexSize totalSize indexSizes scaleFactor ok'.split(
        ' ',
      ),
    );
  });
});
