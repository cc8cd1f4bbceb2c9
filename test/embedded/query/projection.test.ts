import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

// Codes and texts: projection_parser.cpp of MongoDB.
describe('projections', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('projections');
    await collection.insertOne({ _id: 1 as never, a: [{ x: 1 }, { x: 2 }], b: 3, n: [1, 2, 3] });
  });
  afterAll(() => engine.stop());

  const projected = (projection: Document, filter: Document = {}): Promise<unknown> =>
    collection
      .find(filter, { projection })
      .next()
      .catch((error: { code: number; errmsg: string }) => [error.code, error.errmsg]);

  it.each<[Document, Document]>([
    [
      { _id: 1, n: { $slice: 1 } },
      { _id: 1, n: [1] },
    ],
    [
      { _id: 0, n: { $slice: 1 } },
      { a: [{ x: 1 }, { x: 2 }], b: 3, n: [1] },
    ],
    [
      { b: 0, a: { $elemMatch: { x: 2 } } },
      { _id: 1, a: [{ x: 2 }], n: [1, 2, 3] },
    ],
    [{ _id: 0, a: { $elemMatch: { x: 2 } } }, { a: [{ x: 2 }] }],
    [
      { _id: 0, b: 1, n: { $slice: [-2, 1.9] } },
      { b: 3, n: [2] },
    ],
  ])('keep or leave the other fields with $slice and $elemMatch: %j', async (projection, expected) => {
    expect(await projected(projection)).toEqual(expected);
  });

  it('show the element that $elemMatch of the filter found', async () => {
    expect(await projected({ 'a.$': 1 }, { a: { $elemMatch: { x: 2 } } })).toEqual({ _id: 1, a: [{ x: 2 }] });
  });

  it.each<[Document, number, string]>([
    [{ 'a.$': 1 }, 31277, "Positional projection 'a.$' does not match the query document."],
    [{ 'a.$': 0 }, 31395, 'positional projection cannot be used with exclusion'],
    [{ 'a.$': 'x' }, 31308, 'positional projection cannot be used with a literal'],
    [{ 'a.$': { y: 1 } }, 31271, 'positional projection cannot be used with an expression or sub object'],
    [{ a: { $nope: 1 } }, 31325, 'Unknown expression $nope'],
    [{ b: 0, a: '$n' }, 31310, 'Cannot use an expression a: "$n" in an exclusion projection'],
    [{ b: 0, a: { $add: [1] } }, 31252, 'Cannot use expression other than $meta in exclusion projection'],
    [{ 'a.x': 1, 'a.x.y': 1 }, 31249, 'Path collision at a.x.y remaining portion x.y'],
    [
      { 'a.$x': 1 },
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    ],
  ])('refuse %j', async (projection, code, text) => {
    expect(await projected(projection)).toEqual([code, text]);
  });

  it('may use the positional operator in the end, once, without $elemMatch and not in a pipeline', async () => {
    const filter = { 'a.x': 2 };
    const refused = async (projection: Document): Promise<unknown> =>
      ((await projected(projection, filter)) as [number])[0];
    expect(await refused({ 'a.$.x': 1 })).toBe(31394);
    expect(await refused({ 'a.$': 1, n: { $elemMatch: { $gt: 1 } } })).toBe(31255);
    expect(await refused({ n: { $elemMatch: { $gt: 1 } }, 'a.$': 1 })).toBe(31256);
    expect(await refused({ 'a.$': 1, 'n.$': 1 })).toBe(31276);
    await expect(collection.aggregate([{ $project: { 'a.$': 1 } }]).toArray()).rejects.toMatchObject({
      code: 31324,
      errmsg: 'Invalid $project :: caused by :: Cannot use positional projection in aggregation projection',
    });
    await expect(
      collection.findOneAndUpdate(
        filter,
        { $set: { b: 3 } },
        { projection: { 'a.$': 1 }, returnDocument: 'after' },
      ),
    ).rejects.toMatchObject({ code: 2 });
  });

  it('refuse to sort by $natural and a field, and by a path that ends with a dot', async () => {
    await expect(collection.find().sort({ $natural: 1, a: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(collection.find().sort({ 'a.': 1 }).toArray()).rejects.toMatchObject({ code: 40353 });
  });
});
