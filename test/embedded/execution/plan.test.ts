import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Long, MongoBulkWriteError } from 'mongodb';
import type { Document } from 'mongodb';
import { document, filter, index, order, path, range } from '../arbitrary.js';
import { running } from '../running.js';
import type { Running } from '../running.js';

const collation = fc.constantFrom({}, {}, { collation: { locale: 'vi', strength: 1 as const } });

describe('choosing an index', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  it('never changes what a query finds, nor its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 25 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('all', 'sparse', 'partial'),
        fc.tuple(path, range),
        fc.boolean(),
        fc.array(fc.tuple(filter, order, collation), { minLength: 1, maxLength: 8 }),
        async (documents, indexes, holding, [held, within], unique, queries) => {
          const database = engine.database();
          const collection = database.collection('c');
          const numbered = documents.map((made, at) => ({ _id: at as never, ...made }));
          for (const key of indexes) {
            const options = {
              all: {},
              sparse: { sparse: true },
              partial: { partialFilterExpression: { [held]: within } },
            }[holding]!;
            await collection.createIndex(key, { ...options, unique }).catch(() => undefined);
          }
          if (numbered.length > 0)
            await collection.insertMany(numbered, { ordered: false }).catch((error: unknown) => {
              // Parallel arrays under one index, and what a unique one has already, cannot be stored.
              if (!(error instanceof MongoBulkWriteError && [171, 11000].includes(Number(error.code))))
                throw error;
            });
          for (const [query, sort, collated] of queries) {
            const planned = () =>
              collection
                .find(query as Document, collated)
                .sort({ ...sort, _id: 1 })
                .toArray();
            const scanned = () =>
              collection
                .find(query as Document, collated)
                .hint({ $natural: 1 })
                .sort({ ...sort, _id: 1 })
                .toArray();
            const [left, right] = await Promise.allSettled([planned(), scanned()]);
            expect(left.status).toBe(right.status);
            if (left.status === 'fulfilled' && right.status === 'fulfilled')
              expect(left.value.map(({ _id }) => _id)).toEqual(right.value.map(({ _id }) => _id));
          }
          await database.dropDatabase();
        },
      ),
      { numRuns: Number(process.env['ENGINE_FUZZ_RUNS'] ?? 25) },
    );
  });

  it('takes a partial index where the query asks for part of what it holds, and only there', async () => {
    const collection = engine.database().collection('part');
    await collection.createIndex({ x: 1 }, { partialFilterExpression: { a: { $lte: 1.5 } } });
    await collection.insertOne({ x: 6, a: 1 });
    const stage = async (a: unknown): Promise<string> => {
      const { queryPlanner } = await collection.find({ x: 6, a } as Document).explain('queryPlanner');
      return (queryPlanner as Document)['winningPlan'].inputStage?.indexName ?? 'none';
    };
    for (const within of [1, { $lte: 1 }, { $lte: 1.5 }, { $lt: 1.5 }, { $gt: 0, $lt: Long.fromNumber(1) }])
      expect([within, await stage(within)]).toEqual([within, 'x_1']);
    for (const beyond of [2, { $lte: 1.6 }, { $gte: 1 }, { $lte: 'a' }, { $lte: NaN }, { $not: { $lte: 1 } }])
      expect([beyond, await stage(beyond)]).toEqual([beyond, 'none']);
    await collection.createIndex({ y: 1 }, { partialFilterExpression: { a: { $lt: 1.5 } } });
    const { queryPlanner } = await collection
      .find({ y: 1, a: { $lte: 1.5 } } as Document)
      .explain('queryPlanner');
    expect((queryPlanner as Document)['winningPlan'].stage).toBe('COLLSCAN');
  });

  it('serves an $or by an index for each branch, and gives a document once', async () => {
    const collection = engine.database().collection<{ _id: number; a: number; b: number }>('union');
    await collection.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
    await collection.insertMany([3, 1, 2, 4].map((_id) => ({ _id, a: _id, b: 10 - _id })));
    const query = { $or: [{ a: { $gte: 3 } }, { b: 6 }, { _id: 1 }] };
    const plan = await collection.find(query).explain('queryPlanner');
    expect(plan['queryPlanner'].winningPlan).toMatchObject({
      stage: 'FETCH',
      inputStage: {
        stage: 'OR',
        inputStages: [
          { stage: 'IXSCAN', indexName: 'a_1' },
          { stage: 'IXSCAN', indexName: 'b_1' },
          { stage: 'IDHACK' },
        ],
      },
    });
    // 4 is in both of the first two branches; 2 is in none.
    expect((await collection.find(query).toArray()).map(({ _id }) => _id)).toEqual([3, 1, 4]);
    expect(await collection.countDocuments(query)).toBe(3);
    const unserved = await collection.find({ $or: [{ a: 1 }, { c: 1 }] } as Document).explain('queryPlanner');
    expect(unserved['queryPlanner'].winningPlan).toMatchObject({ stage: 'COLLSCAN' });
  });
});
