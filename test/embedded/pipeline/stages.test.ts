import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Double } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('stages and expressions', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('stages');
    await collection.insertOne({ _id: 1 as never, a: 5, nested: [[{ b: 1 }], { b: 2 }] });
  });
  afterAll(() => engine.stop());

  const value = async (expression: unknown): Promise<unknown> =>
    (await collection.aggregate([{ $project: { r: expression } }]).toArray())[0]!['r'];

  // ExpressionFieldPath::evaluatePathArray: what is no document in an array is passed over.
  it('enter no array that lies in an array', async () => {
    expect(await value('$nested.b')).toEqual([2]);
  });

  // "%.16g" of the StringBuilder.
  it.each([
    [0.1 + 0.2, '0.3'],
    [1e-7, '1e-07'],
    [1e21, '1e+21'],
    [1e15, '1000000000000000'],
    [0.0001, '0.0001'],
  ])('write %d as %s', async (number, text) => {
    expect(await value({ $toString: new Double(number) })).toBe(text);
  });

  // number_parser.cpp: overflow and underflow of a decimal, range of strtod.
  it.each([
    [{ $toDecimal: '1E+7000' }, 'Conversion from string to decimal would overflow'],
    [{ $toDecimal: '1E-1000000000' }, 'Conversion from string to decimal would underflow'],
    [{ $toDouble: '1e400' }, 'Out of range'],
  ])('refuse a number that the type cannot hold: %j', async (expression, reason) => {
    await expect(value(expression)).rejects.toMatchObject({
      code: 241,
      errmsg: expect.stringMatching(new RegExp(`in \\$convert with no onError value: ${reason}$`)),
    });
  });

  // ExpressionReplaceAll: "An empty string matches at every position".
  it('put a replacement at every position where nothing is to be replaced', async () => {
    expect(await value({ $replaceAll: { input: 'ấp', find: '', replacement: '-' } })).toBe('-ấ-p-');
  });

  it('take boundaries that are constant expressions', async () => {
    const bucket = (options: Document): Promise<Document[]> =>
      collection.aggregate([{ $bucket: { groupBy: '$a', ...options } }]).toArray();
    expect(await bucket({ boundaries: [0, { $add: [5, 5] }] })).toEqual([{ _id: 0, count: 1 }]);
    await expect(bucket({ boundaries: [0, '$a'] })).rejects.toMatchObject({ code: 40191 });
    await expect(bucket({ boundaries: [0, 10], default: '$a' })).rejects.toMatchObject({ code: 40195 });
  });

  it.each<[Document, number, string]>([
    [{ $sample: { size: 1, foo: 1 } }, 28748, 'unrecognized option to $sample: foo'],
    [
      { $unset: ['a', 'a.b'] },
      31249,
      'Invalid $unset :: caused by :: Path collision at a.b remaining portion b',
    ],
    [
      { $group: { _id: null, x: { $mergeObjects: '$a' } } },
      40400,
      'PlanExecutor error during aggregation :: caused by :: $mergeObjects requires object inputs, but input 5 is of type int',
    ],
    [
      { $project: { x: { $setEquals: [[1]] } } },
      17045,
      'Invalid $project :: caused by :: $setEquals needs at least two arguments had: 1',
    ],
    [
      { $match: { $expr: { $toInt: '0x5' } } },
      241,
      'Failed to optimize pipeline :: caused by :: Failed to optimize expression :: caused by :: Illegal hexadecimal input in $convert with no onError value: 0x5',
    ],
  ])('refuse %j', async (stage, code, errmsg) => {
    await expect(collection.aggregate([stage]).toArray()).rejects.toMatchObject({ code, errmsg });
  });
});
