import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  digestOf,
  snapshotId,
  type Snapshot,
  type SnapshotContent,
} from '../../../server/domain/snapshot.js';
import { verifyExport } from '../../../server/services/snapshots/verify-export.js';
import { openTestDatabase, type TestDatabase } from '../../database.js';
import { nthResponse, openQuarter, wards } from './frozen-quarter.js';

let engine: TestDatabase;
let snapshot: Snapshot;
let lines: string[];

beforeAll(async () => {
  engine = await openTestDatabase();
  const quarter = await openQuarter(engine);
  await quarter.stores.responses.insertMany(Array.from({ length: 90 }, (_, n) => nthResponse(n)));
  await quarter.stores.populations.replace('2026-Q3', '01', wards(300, 100), quarter.clock.now);
  snapshot = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
  lines = [];
  for await (const line of await quarter.snapshots.exportLines(snapshot.id)) lines.push(line.trimEnd());
  await quarter.close();
});
afterAll(() => engine.close());

async function* each(some: string[]): AsyncGenerator<string> {
  yield* some;
}
const verify = (some: string[], against: Snapshot = snapshot) => verifyExport(against, each(some));
const paths = async (some: string[], against?: Snapshot) =>
  (await verify(some, against)).differences.map(({ path }) => path);

/** The export with one record changed. */
function edited(at: number, change: (record: Record<string, unknown>) => void): string[] {
  const record = JSON.parse(lines[at]!) as Record<string, unknown>;
  change(record);
  return lines.map((line, n) => (n === at ? JSON.stringify(record) : line));
}

/** A snapshot that somebody changed and gave a fitting digest and name. */
function forged(change: (content: SnapshotContent) => void): Snapshot {
  const content = structuredClone(snapshot.content);
  change(content);
  const sha256 = digestOf(content);
  return { ...snapshot, content, sha256, id: snapshotId(content, sha256) };
}

describe('verifyExport', () => {
  it('finds everything as published', async () => {
    expect(await verify(lines)).toEqual({
      responses: 90,
      root: snapshot.content.tree.root,
      faults: [],
      differences: [],
    });
  });

  it('names the numbers that a changed answer moves', async () => {
    const changed = edited(4, (record) => ((record['answers'] as Record<string, unknown>)['b1'] = 5));
    const found = await paths(changed);
    expect(found).toContain('/index/overall/value');
    expect(found).toContain('/index/criteria/2/counts/4');
    expect(found).toContain('/tree/root');
    expect(found.some((path) => path.startsWith('/index/criteria/0'))).toBe(false);
    expect((await verify(changed)).faults).toEqual([
      'the export is not what the SHA-256 in its last line says',
    ]);
  });

  it('computes the weights and their index again', async () => {
    expect(snapshot.content.weights!.cells).toHaveLength(2);
    const heavier = forged(({ weights }) => (weights!.cells[1]!.weight *= 1.01));
    expect(await paths(lines, heavier)).toEqual(['/weights/cells/1/weight']);
    const better = forged(({ weights }) => (weights!.index.overall.value! += 0.5));
    expect(await paths(lines, better)).toEqual(['/weights/index/overall/value']);
    const elsewhere = edited(
      4,
      (record) => (record['unitCode'] = record['unitCode'] === '00004' ? '00008' : '00004'),
    );
    expect(await paths(elsewhere)).toContain('/weights/cells/0/weight');
  });

  it('sees a change that moves no number by the root alone', async () => {
    const changed = edited(4, (record) => (record['channel'] = 'web'));
    expect(await paths(changed)).toEqual(['/tree/root']);
  });

  it('names the one number that was changed in the snapshot', async () => {
    const better = forged(({ index }) => (index.overall.value! += 0.5));
    expect(await paths(lines, better)).toEqual(['/index/overall/value']);
    const wider = forged(({ index }) => (index.criteria[1]!.figure.interval!.low -= 1));
    expect(await paths(lines, wider)).toEqual(['/index/criteria/1/figure/interval/low']);
  });

  it('sees that a snapshot was changed although no number depends on it', async () => {
    const content = { ...snapshot.content, received: 91 };
    expect((await verify(lines, { ...snapshot, content })).faults).toEqual([
      'the snapshot is not what its SHA-256 says',
    ]);
    expect((await verify(lines, { ...snapshot, id: 'other' })).faults).toEqual([
      'the snapshot has the name of another',
    ]);
  });

  it.each<[string, () => string[], string]>([
    ['is cut off', () => lines.slice(0, -1), 'the export is cut off: its last line is missing'],
    ['lacks a record', () => lines.filter((_, n) => n !== 3), 'the export says 90 rows and holds 89'],
    [
      'holds one twice',
      () => [lines[0]!, ...lines],
      'line 2: response 00000000-0000-4000-8000-000000000000 stands there twice',
    ],
    [
      'is shuffled',
      () => [lines[1]!, lines[0]!, ...lines.slice(2)],
      'line 2: response 00000000-0000-4000-8000-000000000000 is not in order',
    ],
    ['goes on after its end', () => [...lines, lines[0]!], 'line 92: stands after the end'],
    ['is no JSON', () => ['{', ...lines], 'line 1: is no record'],
    [
      'holds another unit',
      () => edited(0, (r) => (r['unitCode'] = '99')),
      'line 1: unit 99 is not among those of the snapshot',
    ],
    [
      'holds another time',
      () => edited(89, (r) => (r['receivedAt'] = '2026-12-01T00:00:00.000Z')),
      'line 90: 2026-12-01T00:00:00.000Z is not in 2026-Q3',
    ],
    [
      'holds another source',
      () => edited(0, (r) => (r['randomSample'] = true)),
      'line 1: response 00000000-0000-4000-8000-000000000000 is not of the source self-selected',
    ],
    [
      'holds another form',
      () => edited(0, (r) => (r['questionnaire'] = { id: 'tiny', version: 2 })),
      'line 1: tiny@2 is not among the questionnaires of the snapshot',
    ],
    [
      'holds no level',
      () => edited(0, (r) => (r['answers'] = { a1: 7 })),
      'line 1: the answer to a1 is no level: 7',
    ],
  ])('says when the export %s', async (_what, make, fault) => {
    expect((await verify(make())).faults).toContain(fault);
  });

  it('does not tell every line of a file that is wrong everywhere', async () => {
    expect((await verify(Array.from({ length: 500 }, () => 'x'))).faults).toHaveLength(20);
  });
});
