import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { withDatabase } from '../running.js';

/** Texts of MongoDB 5.0, by the files of its source that say them. */
describe('the words of expressions and joins', () => {
  const given = withDatabase({ c: [{ _id: 1, o: { n: 10 }, list: [{ x: 1 }, 2], s: 'a' }] });

  const aggregating = (stage: Document): Promise<unknown> =>
    given.database.collection('c').aggregate([stage]).toArray();

  it('tell what is no object from an object that is too much, for $rand', async () => {
    // expression.cpp: ExpressionRandom::parse asks the element for its object first.
    await expect(aggregating({ $project: { x: { $rand: 1 } } })).rejects.toMatchObject({ code: 10065 });
    await expect(aggregating({ $project: { x: { $rand: [1] } } })).rejects.toMatchObject({ code: 3040501 });
  });

  it('cut the size of a sample to a whole number before they look at its sign', async () => {
    // document_source_sample.cpp: safeNumberLong() >= 0.
    expect(await aggregating({ $sample: { size: -0.9 } })).toEqual([]);
    expect(await aggregating({ $sample: { size: 1.9 } })).toHaveLength(1);
    await expect(aggregating({ $sample: { size: -1 } })).rejects.toMatchObject({ code: 28747 });
  });

  it.each([
    [{ $range: [1, 4, 'x'] }, 34447, '$range requires a numeric step value, found value of type:string'],
    [
      { $range: [1, 4.5] },
      34446,
      '$range requires an ending value that can be represented as a 32-bit integer, found value: 4.5',
    ],
    [
      { $slice: ['$list', 0, 'x'] },
      28727,
      'Third argument to $slice must be numeric, but is of type: string',
    ],
    [{ $toInt: [1, 2] }, 50723, '$toInt requires a single argument, got 2'],
    [
      { $indexOfCP: ['$s', 'a', 'x'] },
      40096,
      '$indexOfCPrequires an integral starting index, found a value of type: string, with value: "x"',
    ],
    [
      { $indexOfArray: ['$list', 2, 0, 0.5] },
      40096,
      '$indexOfArrayrequires an integral ending index, found a value of type: double, with value: 0.5',
    ],
    [
      { $setEquals: ['$list', '$s'] },
      17044,
      'All operands of $setEquals must be arrays. One argument is of type: string',
    ],
    [
      { $setIsSubset: ['$s', [1]] },
      17310,
      'both operands of $setIsSubset must be arrays. First argument is of type: string',
    ],
    [
      { $setIsSubset: ['$list', 1] },
      17311,
      'both operands of $setIsSubset must be arrays. Second argument is of type: int',
    ],
    [{ $substrBytes: ['$s', -1, 1] }, 50752, '$substrBytes:  starting index must be non-negative (got: -1)'],
    [{ $hour: {} }, 40539, "missing 'date' argument to $hour, provided: $hour: {}"],
  ])('of %j are those of expression.cpp, slips of the pen among them', async (x, code, words) => {
    await expect(aggregating({ $project: { x } })).rejects.toMatchObject({
      code,
      errmsg: expect.stringMatching(new RegExp(`:: ${words.replace(/[$()[\].]/g, '\\$&')}$`)),
    });
  });

  it.each([
    [
      { as: 'x', pipeline: [] },
      `missing 'from' option to $lookup stage specification: { as: "x", pipeline: [] }`,
    ],
    [{ from: 1, as: 'x', pipeline: [] }, "$lookup 'from' field must be a string, but found int"],
    [{ from: 'c', pipeline: [] }, "must specify 'as' field for a $lookup"],
    [
      { from: 'c', as: 'x', localField: 's' },
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    ],
    [
      { from: 'c', as: 'x', localField: 's', pipeline: [] },
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    ],
  ])('say what is missing to join by %j', async ($lookup, errmsg) => {
    // document_source_lookup.cpp: the collection is asked for before anything else.
    await expect(aggregating({ $lookup })).rejects.toMatchObject({ code: 9, errmsg });
  });
});
