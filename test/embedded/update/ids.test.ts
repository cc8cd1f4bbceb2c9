import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Double } from 'mongodb';
import type { Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('the _id in updates', () => {
  let engine: Running;
  beforeAll(async () => {
    engine = await running();
  });
  afterAll(() => engine.stop());

  async function stored(update: Document): Promise<unknown> {
    const collection = engine.database().collection('ids');
    await collection.insertOne({ _id: 1 as never, a: 1 });
    const command = { update: 'ids', updates: [{ q: { _id: 1 }, u: update }] };
    const { writeErrors } = await engine.client.db(collection.dbName).command(command);
    if (writeErrors) return writeErrors[0].code;
    const [found] = await collection.aggregate([{ $project: { type: { $type: '$_id' }, a: 1 } }]).toArray();
    return { type: found!['type'], a: found!['a'] };
  }

  // object_replace_executor.cpp compares the two by value; modifier_node.cpp lets no change of the path be.
  it('may become an equal number of another type in a replacement, not by $set', async () => {
    expect(await stored({ _id: new Double(1), a: 2 })).toEqual({ type: 'double', a: 2 });
    expect(await stored([{ $set: { _id: { $toDouble: '$_id' }, a: 3 } }])).toEqual({ type: 'double', a: 3 });
    expect(await stored({ $set: { _id: new Double(1) } })).toBe(66);
    expect(await stored({ $set: { _id: 1, a: 4 } })).toEqual({ type: 'int', a: 4 });
  });
});
