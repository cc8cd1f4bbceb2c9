import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type mongoose from 'mongoose';
import { ensureIndexes, openConnection } from '../../server/store/connection.js';
import { flaggedResponses, type FlaggedResponse } from '../../server/store/flagged-responses.js';
import { responseStore } from '../../server/store/responses.js';
import { openTestDatabase, type TestDatabase } from '../database.js';
import { response } from '../domain/answers-fixture.js';

let engine: TestDatabase;
let connection: mongoose.Connection;
const at = (day: number) => new Date(Date.UTC(2026, 6, day));

beforeAll(async () => {
  engine = await openTestDatabase();
  connection = await openConnection(engine.uri, `test-${randomUUID()}`);
  const store = responseStore(connection);
  await ensureIndexes(connection);
  const plain = Array.from({ length: 200 }, (_, n) => response({ id: `plain-${n}`, receivedAt: at(2) }));
  await store.insertMany([
    ...plain,
    response({ id: 'first', flags: ['too-fast'], receivedAt: at(1) }),
    response({ id: 'two-rules', flags: ['too-fast', 'out-of-hours'], receivedAt: at(3) }),
    response({ id: 'other-rule', flags: ['all-equal'], receivedAt: at(3) }),
    response({ id: 'last', flags: ['out-of-hours'], receivedAt: at(4) }),
    response({ id: 'after', flags: ['too-fast'], receivedAt: at(5) }),
  ]);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await engine.close();
});

async function streamed(from: Date, to: Date): Promise<FlaggedResponse[]> {
  const found: FlaggedResponse[] = [];
  const flags = ['too-fast', 'out-of-hours'];
  for await (const each of flaggedResponses(connection).stream(flags, from, to)) found.push(each);
  return found;
}

describe('flagged responses', () => {
  it('come newest first, each once, from the first moment up to but without the last', async () => {
    expect((await streamed(at(1), at(5))).map(({ id }) => id)).toEqual(['last', 'two-rules', 'first']);
  });

  it('come without answers, receipt and digest', async () => {
    const [last] = await streamed(at(4), at(5));
    for (const hidden of ['answers', 'receipt', 'digest', 'consent']) expect(last).not.toHaveProperty(hidden);
  });

  it('are found by an index, so that the unflagged ones are not read', async () => {
    const indexes = await connection.collection('responses').indexes();
    expect(indexes.map(({ key }) => key)).toContainEqual({ flags: 1, receivedAt: 1 });
  });

  it('are counted by rule, for the units that are asked about', async () => {
    const store = flaggedResponses(connection);
    expect(await store.count('too-fast', at(1), at(5))).toBe(2);
    expect(await store.count('too-fast', at(1), at(6))).toBe(3);
    const { unitCode } = response({});
    expect(await store.count('out-of-hours', at(1), at(5), { unitCodes: [unitCode] })).toBe(2);
    expect(await store.count('out-of-hours', at(1), at(5), { unitCodes: ['elsewhere'] })).toBe(0);
  });
});
