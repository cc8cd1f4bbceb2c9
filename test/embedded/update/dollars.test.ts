import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('names that begin with $ at the top of an updated document', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  /** The document after an update, its code and text when it was refused. */
  async function after(document: Document, u: Document, statement: Document = {}): Promise<unknown> {
    const database = engine.database();
    await database.command({ insert: 'notes', documents: [{ _id: 1, ...document }] });
    const { writeErrors } = await database.command({
      update: 'notes',
      updates: [{ q: { _id: 1 }, u, ...statement }],
    });
    if (writeErrors) return [writeErrors[0].code, writeErrors[0].errmsg];
    return database.collection('notes').findOne({}, { projection: { _id: 0 } });
  }

  // storage_validation.cpp, validateDollarPrefixElement, which $set and replacements share.
  it.each<[Document, number, string]>([
    [{ $ref: 'rooms' }, 55, 'The DBRef $ref field must be followed by a $id field'],
    [{ $id: 7 }, 55, 'Found $id field without a $ref before it, which is invalid.'],
    [{ $db: 'hall' }, 55, 'Found $db field without a $id before it, which is invalid.'],
    [{ $db: 7 }, 55, 'The DBRef $db field must be a String, not a int'],
  ])('are those of a reference, whole and in order: %j', async (fields, code, text) => {
    expect(await after({}, { $set: fields })).toEqual([code, text]);
    expect(await after({}, { x: 1, ...fields })).toEqual([code, text]);
  });

  it('may make a reference in a replacement', async () => {
    // The driver reads it as a DBRef.
    expect(await after({}, { x: 1, $ref: 'rooms', $id: 7, $db: 'hall' })).toMatchObject({
      collection: 'rooms',
      oid: 7,
      db: 'hall',
    });
    expect(await after({}, { x: 1, $ref: 7, $id: 7 })).toEqual([
      55,
      'The DBRef $ref field must be a String, not a int',
    ]);
  });

  it('do not hinder what takes away, what changes nothing and what no document fits', async () => {
    expect(await after({ $tags: [1, 2] }, { $pull: { $tags: 1 } })).toEqual({ $tags: [2] });
    expect(await after({ $tags: [1, 2] }, { $pop: { $tags: 1 } })).toEqual({ $tags: [1] });
    expect(await after({ $tags: [1] }, { $push: { $tags: 2 } })).toMatchObject([52, expect.anything()]);
    expect(await after({ x: 1, $tags: [1] }, { _id: 1, x: 1, $tags: [1] })).toEqual({ x: 1, $tags: [1] });
    expect(await after({ x: 1 }, { y: 1, $tags: 1 }, { q: { _id: 2 } })).toEqual({ x: 1 });
  });

  // update_driver.cpp looks at array filters only where an update has operators or a pipeline.
  it('are read as names where brackets do not close; array filters beside a replacement say nothing', async () => {
    expect(await after({}, { $set: { 'x.$[y': 1 } })).toEqual({ x: { '$[y': 1 } });
    expect(await after({}, { y: 1 }, { arrayFilters: [{ a: 1 }] })).toEqual({ y: 1 });
    expect(await after({}, [{ $set: { y: 1 } }], { arrayFilters: [] })).toEqual({ y: 1 });
    expect(await after({}, { $set: { '$.a.$': 1 } })).toEqual([
      2,
      "Too many positional (i.e. '$') elements found in path '$.a.$'",
    ]);
  });
});
