import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { running } from './running.js';
import type { Running } from './running.js';

describe('what a command asks beside its own fields', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  const code = (command: Document): Promise<unknown> =>
    engine.client
      .db('promises')
      .command(command)
      .then(
        (reply) => (reply['writeErrors'] as { code: number }[] | undefined)?.[0]?.code ?? reply['ok'],
        (error: { code: number }) => error.code,
      );

  it('is kept, or refused before anything is written', async () => {
    // Codes: src/mongo/base/error_codes.yml of MongoDB 5.0.
    const asked: [Document, number][] = [
      [{ find: 'c', readConcern: { level: 'local' } }, 1],
      [{ find: 'c', readConcern: { level: 'majority' } }, 1],
      [{ find: 'c', readConcern: { level: 'snapshot' } }, 123],
      [{ find: 'c', readConcern: { level: 'linearizable' } }, 123],
      [{ find: 'c', readConcern: { level: 'constructor' } }, 9],
      [{ find: 'c', readConcern: 'local' }, 9],
      [{ find: 'c', readConcern: { level: 1 } }, 14],
      [{ find: 'c', readConcern: { depth: 1 } }, 72],
      [{ insert: 'w', documents: [{}], writeConcern: { w: 2 } }, 2],
      [{ insert: 'w', documents: [{}], writeConcern: { w: 'everywhere' } }, 2],
      [{ insert: 'w', documents: [{}], writeConcern: { w: -1 } }, 9],
      [{ insert: 'w', documents: [{}], writeConcern: { w: true } }, 9],
      [{ insert: 'w', documents: [{}], writeConcern: { v: 1 } }, 9],
      [{ insert: 'w', documents: [{}], writeConcern: { j: 'yes' } }, 9],
      [{ insert: 'w', documents: [{}], writeConcern: 1 }, 14],
      [{ insert: 'c', documents: [{}], writeConcern: { w: 'majority', j: true, wtimeout: 100 } }, 1],
    ];
    for (const [command, expected] of asked)
      expect([command, await code(command)]).toEqual([command, expected]);
    expect(await engine.client.db('promises').collection('w').countDocuments()).toBe(0);
  });

  it('is held to the API version it declares', async () => {
    const asked: [Document, number][] = [
      [{ ping: 1, apiVersion: '1', apiStrict: true, apiDeprecationErrors: true }, 1],
      [{ ping: 1, apiVersion: '2' }, 322],
      [{ distinct: 'c', key: 'a', apiVersion: '1' }, 1],
      [{ distinct: 'c', key: 'a', apiVersion: '1', apiStrict: true }, 323],
      [{ ping: 1, apiStrict: true }, 4886600],
    ];
    for (const [command, expected] of asked)
      expect([command, await code(command)]).toEqual([command, expected]);
  });

  it('is refused when only a later MongoDB has it', async () => {
    // `hint` of distinct came with MongoDB 7.1, `sort` of an update with 8.0 (manual, distinct and update). The drivers'
    // CRUD specification asks servers before 8.0 to refuse that `sort`.
    await engine.client.db('promises').collection<{ _id: number }>('s').insertOne({ _id: 1 });
    expect(await code({ distinct: 's', key: 'a', hint: '_id_' })).toBe(40415);
    const updates = [{ q: {}, u: { $set: { a: 1 } }, sort: { _id: -1 } }];
    expect(await code({ update: 's', updates })).toBe(40415);
    expect(await code({ count: 's', hint: '_id_' })).toBe(1);
    expect(await code({ findAndModify: 's', update: { $set: { a: 1 } }, sort: { _id: -1 } })).toBe(1);
  });

  it('is refused in findAndModify when its array filters are none or have nothing to filter', async () => {
    expect(await code({ findAndModify: 's', update: { $set: { a: 1 } }, arrayFilters: {} })).toBe(14);
    expect(await code({ findAndModify: 's', remove: true, arrayFilters: [] })).toBe(9);
  });

  it('is refused as a whole when one statement has the wrong shape', async () => {
    await engine.client.db('promises').collection<{ _id: number }>('whole').insertOne({ _id: 1 });
    const fine = { q: {}, u: { $set: { a: 1 } } };
    const asked: [Document, number][] = [
      [{ update: 'whole', updates: [fine, { ...fine, foo: 1 }] }, 40415],
      [{ update: 'whole', updates: [fine, { ...fine, upsert: 'x' }] }, 14],
      [{ update: 'whole', updates: [fine, { q: {} }] }, 40414],
      [{ update: 'whole', updates: [fine, { ...fine, collation: { locale: 'vi', backwards: true } }] }, 238],
      [{ delete: 'whole', deletes: [{ q: {}, limit: 1 }, { q: {} }] }, 40414],
      [
        {
          delete: 'whole',
          deletes: [
            { q: {}, limit: 1 },
            { q: {}, limit: 2 },
          ],
        },
        9,
      ],
      [{ distinct: 'whole' }, 40414],
      [{ explain: { find: 'whole', foo: 1 } }, 40415],
    ];
    for (const [command, expected] of asked)
      expect([command, await code(command)]).toEqual([command, expected]);
    expect(await engine.client.db('promises').collection('whole').find().toArray()).toEqual([{ _id: 1 }]);
  });

  it('reads $documents from a database and from no collection', async () => {
    const made = engine.client.db('promises').aggregate([{ $documents: [{ a: 1 }] }, { $set: { b: 2 } }]);
    expect(await made.toArray()).toEqual([{ a: 1, b: 2 }]);
    expect(await code({ aggregate: 'c', pipeline: [{ $documents: [] }], cursor: {} })).toBe(73);
  });

  it('draws another random number for each document', async () => {
    const collection = engine.client.db('promises').collection('r');
    await collection.insertMany(Array.from({ length: 20 }, () => ({})));
    const drawn = await collection
      .aggregate<{ r: number }>([{ $project: { r: { $multiply: [2, { $rand: {} }] } } }])
      .toArray();
    expect(new Set(drawn.map(({ r }) => r)).size).toBe(20);
    expect(drawn.every(({ r }) => r >= 0 && r < 2)).toBe(true);
    expect(await code({ aggregate: 'r', pipeline: [{ $set: { r: { $rand: { a: 1 } } } }], cursor: {} })).toBe(
      3040501,
    );
  });
});
