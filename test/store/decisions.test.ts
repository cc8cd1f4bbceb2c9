import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '../../server/domain/decision.js';
import { ensureIndexes } from '../../server/store/connection.js';
import { decisionStore, type DecisionFilter, type DecisionStore } from '../../server/store/decisions.js';
import { openTestDatabase, type TestDatabase } from '../database.js';

let database: TestDatabase;
let store: DecisionStore;

const day = (n: number) => new Date(Date.UTC(2026, 6, n, 3));
const q = { id: 'tiny', version: 1 };

function decision(id: string, responseId: string, change: Partial<Decision> = {}): Decision {
  const response = { unitCode: '00004', questionnaire: q, receivedAt: day(1) };
  return {
    id,
    responseId,
    kind: 'excluded',
    reason: 'twice',
    by: 'administrator',
    receivedAt: day(2),
    response,
    ...change,
  };
}

beforeAll(async () => {
  database = await openTestDatabase();
  store = decisionStore(database.connection);
  await ensureIndexes(database.connection);
  await store.insert(decision('a', 'r1', { receivedAt: day(5) }));
  await store.insert(decision('b', 'r1', { receivedAt: day(3), kind: 'readmitted' }));
  const elsewhere = { unitCode: '00008', questionnaire: { id: 'tiny', version: 2 }, receivedAt: day(20) };
  await store.insert(
    decision('c', 'r2', { receivedAt: day(21), response: elsewhere, by: null, kind: 'withdrawn' }),
  );
});
afterAll(() => database.close());

async function ids(filter: DecisionFilter): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of store.stream(filter)) found.push(id);
  expect(await store.count(filter)).toBe(found.length);
  return found.sort();
}

describe('decisionStore', () => {
  it('keeps a decision once and gives it back whole', async () => {
    expect(await store.insert(decision('a', 'r1'))).toBe(false);
    expect(await store.about('r1')).toEqual([
      decision('b', 'r1', { receivedAt: day(3), kind: 'readmitted' }),
      decision('a', 'r1', { receivedAt: day(5) }),
    ]);
    expect(await store.about('nobody')).toEqual([]);
  });

  it('finds decisions by the response they are about and by when they arrived', async () => {
    expect(await ids({})).toEqual(['a', 'b', 'c']);
    expect(await ids({ unitCodes: ['00008'] })).toEqual(['c']);
    expect(await ids({ questionnaire: q })).toEqual(['a', 'b']);
    expect(await ids({ responseFrom: day(1), responseTo: day(20) })).toEqual(['a', 'b']);
    expect(await ids({ responseFrom: day(20) })).toEqual(['c']);
    expect(await ids({ receivedFrom: day(5) })).toEqual(['a', 'c']);
  });
});
