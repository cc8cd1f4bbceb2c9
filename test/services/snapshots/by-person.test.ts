import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Snapshot } from '../../../server/domain/snapshot.js';
import { verifyExport } from '../../../server/services/snapshots/verify-export.js';
import { openTestDatabase, type TestDatabase } from '../../database.js';
import { versionsById } from '../numbers/tiny-world.js';
import { method, nthResponse, openQuarter } from './frozen-quarter.js';

const byPerson = { ...method, aggregation: { rule: 'person' as const, text: { vi: '', en: '' } } };
const responses = Array.from({ length: 120 }, (_, n) => nthResponse(n));
let engine: TestDatabase;
let snapshot: Snapshot;
let lines: string[];

beforeAll(async () => {
  engine = await openTestDatabase();
  const quarter = await openQuarter(engine, versionsById([byPerson]));
  await quarter.stores.responses.insertMany(responses);
  snapshot = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
  lines = [];
  for await (const line of await quarter.snapshots.exportLines(snapshot.id)) lines.push(line.trimEnd());
  await quarter.close();
});
afterAll(() => engine.close());

async function* each(some: string[]): AsyncGenerator<string> {
  yield* some;
}

it('freezes an index by person', () => {
  const means = responses.map(({ answers }) => {
    const scores = ['a1', 'a2', 'b1'].flatMap((id) => {
      const level = answers[id];
      return typeof level === 'number' ? [level >= 4 ? 100 : 0] : [];
    });
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  });
  const { overall } = snapshot.content.index;
  expect(overall).toMatchObject({ n: 120 });
  expect(overall.value).toBeCloseTo(means.reduce((sum, mean) => sum + mean, 0) / 120, 10);
});

it('verifies it from the export, and sees a changed answer', async () => {
  expect(await verifyExport(snapshot, each(lines))).toMatchObject({ faults: [], differences: [] });
  const record = JSON.parse(lines[4]!) as { answers: Record<string, number> };
  record.answers['b1'] = 5; // it was 3
  const changed = lines.map((line, at) => (at === 4 ? JSON.stringify(record) : line));
  const { differences } = await verifyExport(snapshot, each(changed));
  expect(differences.map(({ path }) => path)).toContain('/index/overall/value');
});
