import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('$push with $each', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('pushing');
  });
  afterAll(() => engine.stop());

  async function pushed(list: unknown[], clauses: Document): Promise<unknown> {
    await collection.deleteMany({});
    await collection.insertOne({ list });
    try {
      await collection.updateOne({}, { $push: { list: { $each: [], ...clauses } } } as Document);
    } catch (error) {
      const { code, errmsg } = error as { code: number; errmsg: string };
      return [code, errmsg];
    }
    return (await collection.findOne())!['list'];
  }

  // push_node.cpp: the names of all clauses, then $each, $slice, $sort and $position.
  it.each<[Document, string]>([
    [{ $sort: {} }, 'The $sort pattern is empty when it should be a set of fields.'],
    [{ $sort: 2 }, 'The $sort element value must be either 1 or -1'],
    [{ $sort: { a: 'up' } }, 'The $sort element value must be either 1 or -1'],
    [{ $sort: { '': 1 } }, 'The $sort field cannot be empty'],
    [{ $sort: { 'a.': 1 } }, 'The $sort field is a dotted field but has an empty part: a.'],
    [
      { $sort: 'up' },
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    ],
    [{ $each: 1, $first: 1 }, 'Unrecognized clause in $push: $first'],
    [
      { $position: 'x', $slice: 'y' },
      'The value for $slice must be an integer value but was given type: string',
    ],
  ])('refuses %j', async (clauses, text) => {
    expect(await pushed([], clauses)).toEqual([2, text]);
  });

  it('sorts by fields as they are, an array by its first element and not by its least', async () => {
    const [a, b, c] = [{ k: [1, 9] }, { k: [2, 0] }, { k: 3 }];
    expect(await pushed([b, c, a], { $sort: { k: 1 } })).toEqual([c, a, b]);
    expect(await pushed([a, 7, b], { $sort: { 'k.1': -1 } })).toEqual([a, b, 7]);
  });

  it('tells an upsert that its filter gave it no array', async () => {
    const upsert = collection.updateOne({ tag: 'x' }, { $push: { tag: 1 } } as Document, { upsert: true });
    await expect(upsert).rejects.toMatchObject({
      code: 2,
      errmsg: "The field 'tag' must be an array but is of type string in document {no id}",
    });
  });

  // write_ops / parsed_update.cpp: an upsert could not tell what $expr makes equal.
  it('has no upsert with $expr in its filter, whether or not a document fits', async () => {
    const filter = { $expr: { $eq: [1, 1] } };
    const refused = { code: 224, message: '$expr is not allowed in the query predicate for an upsert' };
    await expect(collection.updateOne(filter, { $set: { a: 1 } }, { upsert: true })).rejects.toMatchObject(
      refused,
    );
    await expect(
      collection.findOneAndUpdate(filter, { $set: { a: 1 } }, { upsert: true }),
    ).rejects.toMatchObject(refused);
  });
});
