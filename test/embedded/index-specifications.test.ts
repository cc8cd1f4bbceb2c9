import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { withDatabase } from './running.js';

type Refusal = [number, string];

// Texts: index_key_validate.cpp, create_indexes.cpp and index_catalog_impl.cpp of MongoDB.
describe('specifications of indexes', () => {
  const given = withDatabase();

  const create = (collection: string, ...indexes: Document[]): Promise<Document | Refusal> =>
    given.database
      .command({ createIndexes: collection, indexes })
      .catch((error: { code: number; errmsg: string }): Refusal => [error.code, error.errmsg]);

  it.each<[Document, number, string]>([
    [{ key: { k: 0 }, name: 'n' }, 67, 'Values in the index key pattern cannot be 0.'],
    [{ key: { k: NaN }, name: 'n' }, 67, 'Values in the index key pattern cannot be NaN.'],
    [{ key: { k: '' }, name: 'n' }, 67, 'Values in the index key pattern cannot be empty strings'],
    [{ key: { k: 'nope' }, name: 'n' }, 67, "Unknown index plugin 'nope'"],
    [{ key: {}, name: 'n' }, 67, 'Index keys cannot be empty.'],
    [{ key: { '': 1 }, name: 'n' }, 67, 'Index keys cannot be an empty field.'],
    [{ key: { 'k.': 1 }, name: 'n' }, 67, 'Index keys cannot contain an empty field.'],
    [
      { key: { $id: 1 }, name: 'n' },
      67,
      "Index key contains an illegal field name: field name starts with '$'.",
    ],
    [{ key: 5, name: 'n' }, 14, "The field 'key' must be an object, but got int"],
    [{ key: { k: 1 }, name: 5 }, 14, "The field 'name' must be a string, but got int"],
    [{ key: { k: 1 } }, 9, "The 'name' field is a required property of an index specification"],
    [{}, 9, "The 'key' field is a required property of an index specification"],
    [
      { key: { k: 1 }, name: 'n', partialFilterExpression: { $expr: true } },
      224,
      '$expr is not allowed in this context',
    ],
  ])('are shown where they are refused: %j', async (specification, code, text) => {
    const [given, message] = (await create('c', specification)) as Refusal;
    expect([given, message.split(' :: caused by :: ')[1]]).toEqual([code, text]);
    expect(message).toMatch(/^Error in specification \{.*\} :: caused by :: /);
  });

  it('are shown as given, and with their version once their fields are in order', async () => {
    expect(await create('c', { name: 'n', key: { k: 0 } })).toEqual([
      67,
      'Error in specification { name: "n", key: { k: 0 } } :: caused by :: Values in the index key pattern cannot be 0.',
    ]);
    expect(await create('c', { key: { k: 1 }, name: '' })).toEqual([
      67,
      'Error in specification { key: { k: 1 }, name: "", v: 2 } :: caused by :: index name cannot be empty',
    ]);
    expect(await create('c', { key: { _id: 1 }, name: '_id_', unique: true })).toEqual([
      197,
      `The field 'unique' is not valid for an _id index specification. Specification: { key: { _id: 1 }, name: "_id_", unique: true, v: 2 }`,
    ]);
    expect(await create('c', { key: { k: 1 }, name: '_id_' })).toEqual([
      2,
      "The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}, found key: { k: 1 }",
    ]);
  });

  it.each<[unknown, string]>([
    ['x', "option must be numeric, but received a type of 'string'"],
    [-1, 'option cannot be less than 0'],
    // 2106, which is longer ago than 1970.
    [4_294_967_295, 'option must be within an acceptable range, try a lower number'],
  ])('say how long a document may live: %j', async (expireAfterSeconds, text) => {
    const [code, message] = (await create('c', { key: { k: 1 }, name: 'n', expireAfterSeconds })) as Refusal;
    expect([code, message.split('. Index spec: ')[0]]).toEqual([
      67,
      `TTL index 'expireAfterSeconds' ${text}`,
    ]);
  });

  // MongoDB 6.0 was the first to take $or and $in.
  it.each<[Document, string]>([
    [{ s: { $ne: 5 } }, '$not\n    s $eq 5\n'],
    [{ s: { $exists: false } }, '$not\n    s exists\n'],
    [{ s: { $in: [2, 1] } }, 's $in [ 1 2 ]\n'],
    [{ $or: [{ s: 1 }, { t: 2 }] }, '$or\n    s $eq 1\n    t $eq 2\n'],
  ])('have no partial filter such as %j', async (partialFilterExpression, tree) => {
    const [code, message] = (await create('c', {
      key: { k: 1 },
      name: 'n',
      partialFilterExpression,
    })) as Refusal;
    expect([code, message.split('unsupported expression in partial index: ')[1]]).toEqual([67, tree]);
  });

  it('of one key stand beside each other when one is unique or sparse', async () => {
    await create('beside', { key: { k: 1 }, name: 'plain' }, { key: { k: 1 }, name: 'unique', unique: true });
    const made = await create('beside', { key: { k: 1 }, name: 'sparse', unique: true, sparse: true });
    expect(made).toMatchObject({ numIndexesAfter: 4 });
    const records = given.database.collection('beside');
    await records.insertMany([{ k: 1 }, { k: 2 }]);
    await expect(records.insertOne({ k: 2 })).rejects.toMatchObject({ code: 11000 });
    expect(await records.countDocuments({ k: 2 })).toBe(1);
    await expect(records.dropIndex({ k: 1 } as never)).rejects.toMatchObject({ code: 181 });
  });

  it('that differ only in when documents expire contradict each other', async () => {
    const plain = { key: { at: 1 }, name: 'at_1' };
    await create('expiring', plain);
    expect(await create('expiring', { ...plain, expireAfterSeconds: 60 })).toEqual([
      85,
      'An equivalent index already exists with the same name but different options. Requested index: { v: 2, key: { at: 1 }, name: "at_1", expireAfterSeconds: 60 }, existing index: { v: 2, key: { at: 1 }, name: "at_1" }',
    ]);
    expect(await create('expiring', { ...plain, name: 'other', expireAfterSeconds: 60 })).toEqual([
      85,
      'An equivalent index already exists with a different name and options. Requested index: { v: 2, key: { at: 1 }, name: "other", expireAfterSeconds: 60 }, existing index: { v: 2, key: { at: 1 }, name: "at_1" }',
    ]);
    expect(await create('expiring', { ...plain, hidden: true })).toMatchObject({
      note: 'all indexes already exist',
    });
    expect(await create('expiring', plain, { key: { b: 1 }, name: 'b' })).toMatchObject({
      numIndexesBefore: 2,
      numIndexesAfter: 3,
      note: 'index already exists',
    });
    expect(await create('twice', plain, plain)).toEqual([68, 'Identical index already exists: at_1']);
  });

  it('are dropped by a name, a key or a list of names', async () => {
    await create('dropped', { key: { k: 1 }, name: 'k_1' });
    const drop = (index: unknown): Promise<unknown> =>
      given.database
        .command({ dropIndexes: 'dropped', index })
        .catch((error: { code: number; errmsg: string }): Refusal => [error.code, error.errmsg]);
    expect(await drop(true)).toEqual([
      14,
      "BSON field 'dropIndexes.index' is the wrong type 'bool', expected types '[string, object]'",
    ]);
    expect(await drop([{ k: 1 }])).toEqual([
      14,
      "BSON field 'dropIndexes.index' is the wrong type 'array', expected types '[string']",
    ]);
    expect(await drop(['k_1', 'nope'])).toEqual([27, 'index not found with name [nope]']);
    expect(await drop({ k: 1 })).toMatchObject({ nIndexesWas: 2 });
  });
});
