import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cellKey } from '../../server/domain/answer-cell.js';
import { blockBuilder } from '../../server/domain/block-builder.js';
import { columnPlan } from '../../server/domain/column-plan.js';
import type { PackedBlock } from '../../server/domain/pack-block.js';
import { unpackBlock } from '../../server/domain/pack-block.js';
import { answerBlockStore, type AnswerBlockStore, type CellHead } from '../../server/store/answer-blocks.js';
import { ensureIndexes } from '../../server/store/connection.js';
import { openTestDatabase, type TestDatabase } from '../database.js';
import { cell, formWith, response } from '../domain/answers-fixture.js';

let database: TestDatabase;
let store: AnswerBlockStore;
const clock = { now: new Date('2026-08-01T03:00:00Z') };

beforeAll(async () => {
  database = await openTestDatabase();
  store = answerBlockStore(database.connection, () => clock.now);
  await ensureIndexes(database.connection);
});
afterAll(() => database.close());
beforeEach(async () => {
  await store.discard((await store.heads({})).flatMap(({ blocks }) => blocks));
  await database.connection.collection('answercells').deleteMany({});
});

function packed(level: number, unitCode = cell.unitCode): PackedBlock {
  const builder = blockBuilder({ ...cell, unitCode }, columnPlan(formWith()));
  builder.add(response({ answers: { a1: level }, procedure: '1.001193' }), {
    group: 5,
    state: 'counted',
    reason: null,
  });
  return builder.finish()!;
}

function head(blocks: string[], change: Partial<CellHead> = {}): CellHead {
  const facts = {
    ...cell,
    blocks,
    rows: blocks.length,
    decisions: 0,
    edition: 1,
    asOf: clock.now,
    ...change,
  };
  return { key: cellKey(facts), ...facts };
}

describe('answerBlockStore', () => {
  it('gives a block back byte for byte', async () => {
    const block = packed(4);
    await store.keep([block]);
    const [found] = await store.blocks([block.id]);
    expect(unpackBlock(found!)).toEqual(unpackBlock(block));
    expect({ ...found, bytes: null }).toEqual({ ...block, bytes: null });
    await store.discard([block.id]);
  });

  it('reads blocks of edition 1, whose columns take one or two bytes a row', async () => {
    const { id, bits: _, columns: _names, bytes: _bytes, ...facts } = packed(4);
    const edition1 = {
      ...{ _id: id, ...facts, writtenAt: clock.now, wide: 1 },
      // By hand, after the layout of edition 1: "procedure" in two bytes, little-endian, then one byte a column.
      columns: ['procedure', 'channel', 'group', 'l:a1'],
      bytes: Buffer.of(1, 0, 2, 5, 4),
    };
    await database.connection.collection('answerblocks').insertOne(edition1 as never);
    const [found] = await store.blocks([id]);
    const { procedure, channel, group, levels } = unpackBlock(found!);
    expect([procedure, channel, group, levels['a1']].map((column) => [...column!])).toEqual([
      [1],
      [2],
      [5],
      [4],
    ]);
    await store.discard([id]);
  });

  it('keeps a block once, however often it is built, and finds only those that exist', async () => {
    const block = packed(3);
    await store.keep([block, block]);
    await store.keep([block]);
    expect(await store.blocks([block.id, 'no such block'])).toHaveLength(1);
    await store.discard([block.id]);
    expect(await store.blocks([block.id])).toEqual([]);
  });

  it('replaces a head and returns the one before', async () => {
    expect(await store.publish(head(['one']))).toBeNull();
    const later = new Date(clock.now.getTime() + 1000);
    expect(await store.publish(head(['two'], { asOf: later }))).toMatchObject({ blocks: ['one'] });
    expect(await store.heads({})).toEqual([head(['two'], { asOf: later })]);
  });

  it('leaves a head alone that was read later than the one offered', async () => {
    await store.publish(head(['new']));
    const earlier = new Date(clock.now.getTime() - 1);
    expect(await store.publish(head(['old'], { asOf: earlier }))).toBe(false);
    expect((await store.heads({}))[0]?.blocks).toEqual(['new']);
  });

  it('finds heads by month, unit and edition', async () => {
    await store.publish(head(['a']));
    await store.publish(head(['b'], { unitCode: '00008' }));
    await store.publish(head(['c'], { month: '2026-08', edition: 0 }));
    const blocks = async (filter: Parameters<AnswerBlockStore['heads']>[0]) =>
      (await store.heads(filter)).flatMap((each) => each.blocks).sort();
    expect(await blocks({ months: ['2026-07'] })).toEqual(['a', 'b']);
    expect(await blocks({ months: ['2026-07', '2026-08'], unitCodes: ['00004'] })).toEqual(['a', 'c']);
    expect(await blocks({ editionNot: 1 })).toEqual(['c']);
  });

  it('lists blocks by when they were written', async () => {
    const block = packed(2);
    await store.keep([block]);
    const ids = async (before: Date) => {
      const found: string[] = [];
      for await (const id of store.idsWrittenBefore(before)) found.push(id);
      return found;
    };
    expect(await ids(clock.now)).toEqual([]);
    expect(await ids(new Date(clock.now.getTime() + 1))).toEqual([block.id]);
    await store.discard([block.id]);
  });
});
