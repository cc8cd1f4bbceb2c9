import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withdrawalId } from '../../../server/domain/decision.js';
import { treeRoot, leafHash } from '../../../server/domain/merkle-tree.js';
import { canonicalJson } from '../../../server/domain/canonical-json.js';
import { isProofSound } from '../../../server/services/snapshots/prove-inclusion.js';
import type { StoredResponse } from '../../../server/domain/response.js';
import { openTestDatabase, type TestDatabase } from '../../database.js';
import { nthResponse, openQuarter, wards, type FrozenQuarter } from './frozen-quarter.js';

let engine: TestDatabase;
let quarter: FrozenQuarter;
const responses = Array.from({ length: 120 }, (_, n) => nthResponse(n));
beforeAll(async () => {
  engine = await openTestDatabase();
});
afterAll(() => engine.close());
beforeEach(async () => {
  quarter = await openQuarter(engine);
  await quarter.stores.responses.insertMany(responses);
});
afterEach(() => quarter.close());

async function withdraw({ id, unitCode, questionnaire, receivedAt }: StoredResponse): Promise<void> {
  await quarter.stores.decisions.insert({
    id: withdrawalId(id),
    responseId: id,
    kind: 'withdrawn',
    reason: 'withdrawn',
    by: null,
    receivedAt: new Date('2026-10-01T00:00:00Z'),
    response: { unitCode, questionnaire, receivedAt },
  });
}

async function linesOf(id: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of await quarter.snapshots.exportLines(id)) lines.push(line);
  return lines;
}

describe('freeze', () => {
  it('keeps the index with its counts, and the root over the exported records', async () => {
    const { content } = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    // By hand over n = 0…119: a1 is 2 for the 18 multiples of 7, else 5; b1 is 4 or 5 for two of five.
    const [a1, a2, b1] = content.index.criteria;
    expect(a1).toMatchObject({ counts: [0, 18, 0, 0, 102], figure: { n: 120, value: (100 * 102) / 120 } });
    expect(a2).toMatchObject({ counts: [0, 0, 0, 96, 0], notUsed: 24, figure: { n: 96, value: 100 } });
    expect(b1).toMatchObject({ counts: [24, 24, 24, 24, 24], figure: { n: 120, value: 40 } });
    expect(content.index.overall.value).toBeCloseTo((85 + 100 + 40) / 3, 10);
    expect(content).toMatchObject({ responses: 120, received: 120, leftOut: [], weights: null });

    const lines = await linesOf((await quarter.snapshots.list(false))[0]!.id);
    const leaves = lines.slice(0, -1).map((line) => leafHash(line.trimEnd()));
    expect(leaves).toHaveLength(120);
    expect(Buffer.from(treeRoot(leaves)).toString('hex')).toBe(content.tree.root);
    expect(lines.join('')).not.toContain('text ');
  });

  it('gives the same bytes for the same data, whenever and by whomever', async () => {
    const first = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    quarter.clock.now = new Date('2026-12-24T03:00:00Z');
    const again = await quarter.snapshots.freeze('2026-Q3', '01', 'somebody else');
    expect(canonicalJson(again)).toBe(canonicalJson(first));
    expect(await quarter.snapshots.list(false)).toHaveLength(1);
  });

  it('leaves out what does not count and gives a later change another name', async () => {
    const before = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    await withdraw(responses[7]!);
    await quarter.stores.responses.insert(nthResponse(500, { answers: { a1: 5 } }));
    await quarter.stores.responses.insert(nthResponse(501, { randomSample: true }));
    const after = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    expect(after.content).toMatchObject({ responses: 119, received: 121 });
    expect(after.content.leftOut.map(({ n }) => n)).toEqual([1, 1]);
    expect(after.id).not.toBe(before.id);
    expect(after.content.tree.root).not.toBe(before.content.tree.root);
  });

  it('covers a unit alone when asked about it', async () => {
    const { content } = await quarter.snapshots.freeze('2026-07', '00008', 'administrator');
    expect(content).toMatchObject({ responses: 40, unitCodes: ['00008'], period: { id: '2026-07' } });
  });

  it('keeps the weights of each combination of categories, and the index they give', async () => {
    await quarter.stores.populations.replace('2026-Q3', '01', wards(100, 100), quarter.clock.now);
    const { content } = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    const { weights, index } = content;
    // 80 responses of 00004 stand for 100 people, 40 of 00008 for as many.
    expect(weights!.cells).toEqual([
      { categories: ['00004'], weight: expect.closeTo(1.25, 12) },
      { categories: ['00008'], weight: expect.closeTo(2.5, 12) },
    ]);
    // Kish: 120 · (80·1.25² + 40·2.5²) / 200².
    expect(weights!.designEffect).toBeCloseTo((120 * (80 * 1.25 ** 2 + 40 * 2.5 ** 2)) / 200 ** 2, 12);
    const ward = (own: boolean) => responses.filter(({ unitCode }) => (unitCode === '00008') === own);
    const share = (own: StoredResponse[]) =>
      own.filter(({ answers }) => answers['a1'] === 5).length / own.length;
    const byHand = 50 * share(ward(true)) + 50 * share(ward(false));
    expect(weights!.index.criteria[0]!.figure.value).toBeCloseTo(byHand, 9);
    expect(index.criteria[0]!.figure.value).toBeCloseTo(85, 9);
  });

  it('has no weights where the population cannot be met', async () => {
    const { categories } = wards(100, 100).margins[0]!;
    const population = { margins: [{ name: 'unit', categories: [...categories, { id: '01', people: 5 }] }] };
    await quarter.stores.populations.replace('2026-Q3', '01', population, quarter.clock.now);
    const { content } = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    expect(content.weights).toBeNull();
  });

  it('refuses a period without counted responses', async () => {
    await expect(quarter.snapshots.freeze('2026-Q2', '01', 'a')).rejects.toMatchObject({
      code: 'nothing-to-freeze',
    });
  });
});

describe('exportLines', () => {
  it('gives the records as they were frozen, whatever was decided since', async () => {
    const { id } = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    const before = await linesOf(id);
    await withdraw(responses[3]!);
    await quarter.stores.responses.insert(nthResponse(600));
    expect(await linesOf(id)).toEqual(before);
    expect(JSON.parse(before.at(-1)!)).toMatchObject({ end: { rows: 120 } });
  });
});

describe('proofsFor', () => {
  it('proves an answer in every published number of its unit and period', async () => {
    const city = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    const ward = await quarter.snapshots.freeze('2026-07', '00004', 'administrator');
    await quarter.snapshots.freeze('2026-07', '00008', 'administrator');
    const receipt = responses[1]!.receipt;
    expect((await quarter.snapshots.proofsFor(receipt)).included).toEqual([]);
    for (const { id } of await quarter.snapshots.list(false))
      await quarter.snapshots.publish(id, 'administrator');

    const { included, absent } = await quarter.snapshots.proofsFor(receipt.toLowerCase());
    expect(included.map(({ proof }) => proof.snapshot).sort()).toEqual([ward.id, city.id].sort());
    expect(absent).toEqual([]);
    for (const { proof, snapshot } of included) {
      expect(isProofSound(proof)).toBe(true);
      expect(proof.root).toBe(snapshot.content.tree.root);
      expect(isProofSound({ ...proof, index: (proof.index + 1) % proof.size })).toBe(false);
    }
  });

  it('names the published numbers that an answer is not in', async () => {
    await withdraw(responses[1]!);
    const { id } = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    await quarter.snapshots.publish(id, 'administrator');
    const { included, absent } = await quarter.snapshots.proofsFor(responses[1]!.receipt);
    expect(included).toEqual([]);
    expect(absent.map((each) => each.id)).toEqual([id]);
  });

  it('knows no answer with another code', async () => {
    await expect(quarter.snapshots.proofsFor('0000-0000-0000')).rejects.toMatchObject({ code: 'not-found' });
    await expect(quarter.snapshots.proofsFor('not a code')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('publish', () => {
  it('opens a snapshot to everybody, once', async () => {
    const { id } = await quarter.snapshots.freeze('2026-Q3', '01', 'administrator');
    await expect(quarter.snapshots.find(id, true)).rejects.toMatchObject({ code: 'not-found' });
    await quarter.snapshots.publish(id, 'administrator');
    const publishedAt = quarter.clock.now;
    quarter.clock.now = new Date('2026-12-24T03:00:00Z');
    await quarter.snapshots.publish(id, 'somebody else');
    expect(await quarter.snapshots.find(id, true)).toMatchObject({
      publishedAt,
      publishedBy: 'administrator',
    });
    await expect(quarter.snapshots.publish('2026-Q3.01.0', 'a')).rejects.toMatchObject({ code: 'not-found' });
  });
});
