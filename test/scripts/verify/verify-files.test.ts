import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotFile, writeSnapshot } from '../../../scripts/snapshot/write-snapshot.js';
import { definitionFaults } from '../../../scripts/verify/definition-faults.js';
import { linesOf } from '../../../scripts/verify/lines-of.js';
import { readProof, readSnapshot } from '../../../scripts/verify/read-snapshot.js';
import { verificationLines, verifyFiles } from '../../../scripts/verify/verify-files.js';
import { proofFault, proofLine } from '../../../scripts/verify/verify-proof.js';
import { digestOf, snapshotId, type Snapshot } from '../../../server/domain/snapshot.js';
import type { ReceiptProofs } from '../../../server/services/snapshots.js';
import { openTestDatabase } from '../../database.js';
import { catalogue, nthResponse, openQuarter } from '../../services/snapshots/frozen-quarter.js';

let folder: string;
let paths: { snapshot: string; export: string };
let snapshot: Snapshot;
let proofs: ReceiptProofs;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-verify-'));
  const engine = await openTestDatabase();
  const quarter = await openQuarter(engine);
  await quarter.stores.responses.insertMany(Array.from({ length: 40 }, (_, n) => nthResponse(n)));
  snapshot = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
  proofs = await quarter.snapshots.proofsFor(nthResponse(3).receipt, snapshot.id);
  const [snapshotPath, exportPath] = await writeSnapshot(
    folder,
    snapshot,
    await quarter.snapshots.exportLines(snapshot.id),
  );
  paths = { snapshot: snapshotPath!, export: exportPath! };
  await quarter.close();
  await engine.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}
async function written(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('verifyFiles', () => {
  it('finds that the files that were written hold together', async () => {
    const { id, content, verification } = await verifyFiles(paths.snapshot, paths.export, catalogue);
    expect(verification).toMatchObject({ responses: 40, faults: [], differences: [] });
    expect(verificationLines(id, content, verification)[0]).toBe(
      `${snapshot.id}: every number follows from the export`,
    );
  });

  it('names the number that somebody improved', async () => {
    const content = structuredClone(snapshot.content);
    content.index.elements[1]!.figure.value = 99;
    const sha256 = digestOf(content);
    const path = await written('forged.json', { id: snapshotId(content, sha256), sha256, content });
    const { id, verification } = await verifyFiles(path, paths.export, catalogue);
    // Element b is b1 alone: levels 1…5 equally often, two of them satisfied.
    expect(verificationLines(id, content, verification)).toContain(
      '  /index/elements/b/figure/value: published 99, recomputed 40',
    );
  });

  it('refuses what is no snapshot', async () => {
    await expect(readSnapshot(join(folder, 'nothing.json'))).rejects.toThrow('cannot be read');
    await expect(readSnapshot(await written('text.json', 'no JSON'))).rejects.toThrow('is no JSON object');
    await expect(readSnapshot(await written('empty.json', {}))).rejects.toThrow('is no snapshot');
    await expect(
      readSnapshot(await written('later.json', { ...snapshot, content: { ...snapshot.content, format: 3 } })),
    ).rejects.toThrow('has format 3; this version verifies format 2');
    await expect(verifyFiles(paths.snapshot, join(folder, 'nothing'), catalogue)).rejects.toThrow(
      'cannot be read',
    );
  });
});

describe('snapshotFile', () => {
  it('says nothing of when and by whom, so that the same data give the same bytes', async () => {
    const text = await readFile(paths.snapshot, 'utf8');
    expect(text).toBe(
      snapshotFile({ ...snapshot, frozenAt: new Date(0), frozenBy: 'else', publishedAt: new Date(0) }),
    );
    expect(text).not.toContain('frozen');
  });
});

describe('definitionFaults', () => {
  it('is silent about definitions that are the same here, or unknown here', () => {
    expect(definitionFaults(snapshot.content, catalogue)).toEqual([]);
    expect(definitionFaults(snapshot.content, { methods: new Map(), questionnaires: new Map() })).toEqual([]);
  });

  it('names those that were changed', () => {
    const { method, questionnaires } = structuredClone(snapshot.content);
    method.display.suppressBelow = 1;
    questionnaires[0]!.sha256 = '00';
    expect(definitionFaults({ method, questionnaires }, catalogue)).toEqual([
      'method sipas-2640-top2@1 is not the one under surveys/methods/',
      'questionnaire tiny@1 is not the one under surveys/questionnaires/',
    ]);
  });
});

describe('proofFault', () => {
  const proof = () => proofs.included[0]!.proof;

  it('finds none in a proof of the snapshot', async () => {
    const path = await written('proof.json', proof());
    expect(proofFault(await readProof(path), snapshot)).toBeNull();
    expect(proofLine(proof(), null)).toContain(`of 40 is in the number (root ${snapshot.content.tree.root})`);
  });

  it('says why a proof shows nothing', () => {
    expect(proofFault({ ...proof(), leaf: '00'.repeat(32) }, snapshot)).toBe(
      'the path does not lead from the leaf to the root',
    );
    const other = structuredClone(snapshot);
    other.content.tree.root = '00'.repeat(32);
    expect(proofLine(proof(), other)).toBe(
      `${snapshot.id}: NOT PROVEN, the root is not that of ${snapshot.id}`,
    );
  });
});

describe('linesOf', () => {
  it('puts lines together over the edges of pieces, whatever their ends', async () => {
    const lines: string[] = [];
    for await (const line of linesOf(pieces('a', 'b\nc\r\n', '\nd\u2028e\nf'))) lines.push(line);
    expect(lines).toEqual(['ab', 'c', '', 'd\u2028e', 'f']);
  });
});
