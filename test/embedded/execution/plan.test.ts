import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MongoBulkWriteError } from 'mongodb';
import type { Document } from 'mongodb';
import { document, filter, index, order } from '../arbitrary.js';
import { running } from '../running.js';
import type { Running } from '../running.js';

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
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.tuple(filter, order), { minLength: 1, maxLength: 8 }),
        async (documents, indexes, sparse, unique, queries) => {
          const database = engine.database();
          const collection = database.collection('c');
          const numbered = documents.map((made, at) => ({ _id: at as never, ...made }));
          for (const key of indexes) {
            await collection.createIndex(key, { sparse, unique }).catch(() => undefined);
          }
          if (numbered.length > 0)
            await collection.insertMany(numbered, { ordered: false }).catch((error: unknown) => {
              // Parallel arrays under one index, and what a unique one has already, cannot be stored.
              if (!(error instanceof MongoBulkWriteError && [171, 11000].includes(Number(error.code))))
                throw error;
            });
          for (const [query, sort] of queries) {
            const planned = () =>
              collection
                .find(query as Document)
                .sort({ ...sort, _id: 1 })
                .toArray();
            const scanned = () =>
              collection
                .find(query as Document)
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
});
