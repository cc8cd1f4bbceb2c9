import {
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startEngine } from '../../../server/embedded/engine.js';

const documents = 3000;
let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'hai-long-damaged-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** A directory of an engine that has stopped, with some megabytes of documents; answers the path of its data file. */
async function filled(name: string): Promise<{ dataDir: string; file: string }> {
  const dataDir = join(parent, name);
  const engine = await startEngine({ dataDir });
  const client = await MongoClient.connect(engine.uri);
  const pad = 'x'.repeat(500);
  await client
    .db('d')
    .collection<{ _id: number; pad: string }>('c')
    .insertMany(Array.from({ length: documents }, (_, _id) => ({ _id, pad })));
  await client.close();
  await engine.stop();
  return { dataDir, file: join(dataDir, 'engine', 'data.mdb') };
}

describe('a data file that cannot be read', () => {
  it.each<[string, (file: string) => void, string]>([
    [
      'holds something else',
      (file) => writeFileSync(file, Buffer.alloc(100_000, 0x5a)),
      'does not begin as one',
    ],
    ['is all zeros', (file) => writeFileSync(file, Buffer.alloc(100_000)), 'does not begin as one'],
    ['ends in its first page', (file) => truncateSync(file, 100), 'does not begin as one'],
    ['ends in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 2)), 'was cut off'],
    [
      'is a directory',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
      'is no file',
    ],
  ])('stops the start with its name and the reason where it %s', async (name, damage, reason) => {
    const { dataDir, file } = await filled(name);
    damage(file);
    const start = startEngine({ dataDir });
    await expect(start).rejects.toThrow(file);
    await expect(start).rejects.toThrow(reason);
  });

  it('is no shorter list of documents: a scan that cannot meet all of them fails', async () => {
    const { dataDir, file } = await filled('pages');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(4096 * 50, 0x5a), 0, 4096 * 50, 4096 * 20);
    closeSync(handle);
    const engine = await startEngine({ dataDir });
    const client = await MongoClient.connect(engine.uri);
    const all = client.db('d').collection('c').find().toArray();
    await expect(all).rejects.toThrow(/data file is damaged|MDB_/);
    await client.close();
    await engine.stop();
  });
});

describe('a data file that is longer than it must be', () => {
  it('opens with all that is in it', async () => {
    const { dataDir, file } = await filled('longer');
    truncateSync(file, statSync(file).size + 40_960);
    const engine = await startEngine({ dataDir });
    const client = await MongoClient.connect(engine.uri);
    expect(await client.db('d').collection('c').countDocuments()).toBe(documents);
    await client.close();
    await engine.stop();
  });
});
