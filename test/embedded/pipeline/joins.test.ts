import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { withDatabase } from '../running.js';

describe('joins', () => {
  const given = withDatabase();

  const answers = (from: string, ...pipeline: Document[]): Promise<Document[]> =>
    given.database.collection(from).aggregate(pipeline).toArray();

  // Over 16 MiB: more than a stage holds of a foreign collection.
  it('give of a large collection what they give of a small one, by an index and without', async () => {
    const small = Array.from({ length: 34 }, (_, at) => ({
      _id: at as never,
      key: at % 3 === 0 ? null : at % 5,
      tags: [{ name: at % 4 }, { name: [at % 7] }],
      next: [at + 1, at + 2],
    }));
    await given.database.collection('small').insertMany(small);
    await given.database
      .collection('large')
      .insertMany(small.map((one) => ({ ...one, text: 'x'.repeat(550_000) })));
    const locals = [{ k: 1 }, { k: [2, 3] }, { k: [] }, { k: null }, {}, { k: [{ v: 4 }, { v: [0, 1] }] }];
    await given.database
      .collection('local')
      .insertMany(locals.map((one, at) => ({ _id: at as never, ...one })));
    const joined = (from: string): Promise<Document[][]> =>
      Promise.all([
        ...[
          ['k', 'key'],
          ['k.v', 'key'],
          ['k', 'tags.name'],
          ['k.1.v', '_id'],
        ].map(([localField, foreignField]) =>
          answers('local', { $lookup: { from, localField, foreignField, as: 'r' } }, ids),
        ),
        answers(
          'local',
          {
            $lookup: {
              from,
              localField: 'k',
              foreignField: 'key',
              pipeline: [{ $sort: { _id: 1 } }, { $limit: 2 }],
              as: 'r',
            },
          },
          ids,
        ),
        answers(
          'local',
          {
            $lookup: {
              from,
              let: { at: '$_id' },
              pipeline: [{ $match: { $expr: { $lte: ['$_id', '$$at'] } } }, { $project: { text: 0 } }],
              as: 'r',
            },
          },
          ids,
        ),
        answers(
          'local',
          {
            $graphLookup: {
              from,
              startWith: '$_id',
              connectFromField: 'next',
              connectToField: '_id',
              maxDepth: 2,
              depthField: 'depth',
              as: 'r',
            },
          },
          ids,
        ),
      ]);
    const expected = await joined('small');
    // "a": [] joins as null does (lookup_equijoin_semantics_lib.js, testMatchingNullAndMissing).
    expect(expected[0]![2]!['r']).toEqual(expected[0]![3]!['r']);
    expect(expected[0]![1]!['r']).toEqual([2, 7, 8, 13, 17, 22, 23, 28, 32]);
    expect(await joined('large')).toEqual(expected);
    await given.database.collection('large').createIndex({ key: 1 });
    await given.database.collection('large').createIndex({ 'tags.name': 1 });
    expect(await joined('large')).toEqual(expected);
  });

  it.each<[Document, number]>([
    [{ $lookup: { from: 'a', localField: '$a', foreignField: 'a', as: 'r' } }, 16410],
    [{ $lookup: { from: 'a', localField: 'a', foreignField: 'a', as: '' } }, 40352],
    [graph({ maxDepth: 1.5 }), 40102],
    [graph({ maxDepth: -1 }), 40101],
    [graph({ restrictSearchWithMatch: 5 }), 40185],
  ])('refuse %j', async (stage, code) => {
    await expect(answers('local', stage)).rejects.toMatchObject({ code });
  });
});

const ids = { $project: { r: { $sortArray: { input: '$r._id', sortBy: 1 } } } };

function graph(options: Document): Document {
  const fields = { startWith: '$a', connectFromField: 'a', connectToField: 'b', as: 'r' };
  return { $graphLookup: { from: 'a', ...fields, ...options } };
}
