import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DBRef } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

const dollar = "FieldPath field names may not start with '$'. Consider using $getField or $setField.";
const middle =
  "As of 4.4, it's illegal to specify positional operator in the middle of a path.Positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, remove the parts following the '$' and the results will be equivalent.";

// Codes and texts: projection_parser.cpp and find_projection_executor.cpp of MongoDB.
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
    [{ '': 1 }, 40352, 'FieldPath cannot be constructed with empty string'],
    [{ '$.a.$': 1 }, 16410, dollar],
    [{ 'a..$': 1 }, 40353, "FieldPath must not end with a '.'."],
    [{ 'a.$.x': 1 }, 31394, middle],
    [{ a: { x: 1, y: 0 } }, 31254, 'Cannot do exclusion on field y in inclusion projection'],
    [{ 'a.x': 1, a: { x: 1 } }, 31250, 'Path collision at x'],
    [{ 'a.$': 0 }, 31395, 'positional projection cannot be used with exclusion'],
    [{ 'a.$': 'x' }, 31308, 'positional projection cannot be used with a literal'],
    [{ 'a.$': { y: 1 } }, 31271, 'positional projection cannot be used with an expression or sub object'],
    [{ a: { $nope: 1 } }, 31325, 'Unknown expression $nope'],
    [{ b: 0, a: '$n' }, 31310, 'Cannot use an expression a: "$n" in an exclusion projection'],
    [{ b: 0, a: { $add: [1] } }, 31252, 'Cannot use expression other than $meta in exclusion projection'],
    [{ 'a.x': 1, 'a.x.y': 1 }, 31249, 'Path collision at a.x.y remaining portion x.y'],
    [{ 'a.$x': 1 }, 16410, dollar],
  ])('refuse %j', async (projection, code, text) => {
    expect(await projected(projection)).toEqual([code, text]);
  });

  it.each<[Document, Document, Document]>([
    [{ n: 2 }, { 'n.$': 1 }, { _id: 1, n: [2] }],
    [{ n: 2 }, { 'a.$': 1 }, { _id: 1, a: [{ x: 2 }] }],
    [{ n: 1 }, { 'a.x.$': 1 }, { _id: 1, a: [{ x: 1 }] }],
    [{ b: 3 }, { 'b.$': 1 }, { _id: 1, b: 3 }],
  ])(
    'leave of the first array on the way the position that %j matched: %j',
    async (filter, projection, expected) => {
      expect(await projected(projection, filter)).toEqual(expected);
    },
  );

  it.each<[Document, Document, number, string]>([
    [{}, { 'a.$': 1 }, 51246, "positional operator '.$' couldn't find a matching element in the array"],
    [{ b: 3 }, { 'a.$': 1 }, 51246, "positional operator '.$' couldn't find a matching element in the array"],
    [{ n: 3 }, { 'a.$': 1 }, 51247, "positional operator '.$' element mismatch"],
  ])('fail where %j found no position for %j', async (filter, projection, code, text) => {
    expect(await projected(projection, filter)).toEqual([
      code,
      `Executor error during find command :: caused by :: ${text}`,
    ]);
  });

  it('refuse a position of a filter with $expr', async () => {
    expect(await projected({ 'n.$': 1 }, { n: 2, $expr: true })).toEqual([
      224,
      '$expr is not allowed in this context',
    ]);
  });

  it('read the fields of a DBRef, and a document beside paths into it', async () => {
    const links = engine.database().collection('links');
    await links.insertOne({ _id: 1 as never, to: new DBRef('units', 7 as never), k: 1 });
    const found = async (projection: Document): Promise<unknown> =>
      links.findOne({}, { projection, promoteValues: true });
    expect(await found({ to: { $id: 1 }, _id: 0 })).toEqual({ to: { $id: 7 } });
    expect(await found({ 'to.$id': 1, to: { $ref: 1 } })).toMatchObject({
      _id: 1,
      to: { collection: 'units', oid: 7 },
    });
  });

  it('may use the positional operator in the end, once, without $elemMatch and not in a pipeline', async () => {
    const filter = { 'a.x': 2 };
    const refused = async (projection: Document): Promise<unknown> =>
      ((await projected(projection, filter)) as [number])[0];
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

  it('refuse to sort by $natural and a field, by a path that ends with a dot, and by no path', async () => {
    await expect(collection.find().sort({ $natural: 1, a: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(collection.find().sort({ 'a.': 1 }).toArray()).rejects.toMatchObject({ code: 40353 });
    await expect(collection.find().sort({ '': 1 }).toArray()).rejects.toMatchObject({ code: 40352 });
  });
});
