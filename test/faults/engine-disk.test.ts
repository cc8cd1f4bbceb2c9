import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient, MongoServerError } from 'mongodb';
import { startEngine } from '../../server/embedded/engine.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hai-long-full-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** An engine whose files may not grow beyond some kilobytes, as on a disk that is full; the shell sets the limit. */
async function engineWithLimit(kilobytes: number): Promise<{ process: ChildProcess; uri: string }> {
  const command = `ulimit -f ${kilobytes}; exec "$0" --import tsx scripts/engine.ts --port 0 --data "$1"`;
  const child = spawn('bash', ['-c', command, process.execPath, dataDir], { cwd: root });
  const uri = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /mongodb:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`the engine ended: ${text}`)));
  });
  return { process: child, uri };
}

it('answers a full disk as such, keeps what it acknowledged, and reads on', async () => {
  const { process: child, uri } = await engineWithLimit(12_000);
  const client = await MongoClient.connect(uri);
  const collection = client.db('d').collection<{ _id: number; key: number; pad: string }>('c');
  await collection.createIndex({ key: 1 }, { unique: true });
  const pad = 'x'.repeat(3000);
  let acknowledged = 0;
  let failure: unknown = null;
  while (failure === null && acknowledged < 100_000)
    try {
      await collection.insertOne({ _id: acknowledged, key: acknowledged, pad });
      acknowledged += 1;
    } catch (error) {
      failure = error;
    }
  expect(failure).toBeInstanceOf(MongoServerError);
  expect(failure).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
  expect(acknowledged).toBeGreaterThan(100);
  expect(await collection.countDocuments()).toBe(acknowledged);
  await client.close();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));

  const engine = await startEngine({ dataDir });
  const again = await MongoClient.connect(engine.uri);
  const reopened = again.db('d').collection<{ _id: number; key: number }>('c');
  expect(await reopened.countDocuments()).toBe(acknowledged);
  expect(await again.db('d').command({ validate: 'c' })).toMatchObject({ valid: true });
  await reopened.insertOne({ _id: -1, key: -1 });
  await again.close();
  await engine.stop();
});

describe('a disk of its own that fills up', () => {
  let disk: string;
  let mounted = false;
  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'hai-long-disk-'));
    mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]).status === 0;
    if (!mounted) console.warn('no right to mount a small disk here: this was not checked');
  });
  afterAll(async () => {
    if (mounted) spawnSync('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  });

  it('takes writes again as soon as there is room', async () => {
    if (!mounted) return;
    const ballast = join(disk, 'ballast');
    await writeFile(ballast, Buffer.alloc(12_000_000));
    const engine = await startEngine({ dataDir: join(disk, 'db') });
    const client = await MongoClient.connect(engine.uri);
    const collection = client.db('d').collection<{ _id: number; pad: string }>('c');
    const pad = 'x'.repeat(3000);
    let acknowledged = 0;
    let failure: unknown = null;
    while (failure === null && acknowledged < 100_000)
      try {
        await collection.insertOne({ _id: acknowledged, pad });
        acknowledged += 1;
      } catch (error) {
        failure = error;
      }
    expect(failure).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
    await expect(collection.insertOne({ _id: -1, pad })).rejects.toMatchObject({ code: 14031 });
    expect(await collection.countDocuments()).toBe(acknowledged);
    await rm(ballast);
    await collection.insertOne({ _id: -2, pad });
    expect(await collection.countDocuments({ _id: { $lt: 1e9 } })).toBe(acknowledged + 1);
    expect(await client.db('d').command({ validate: 'c' })).toMatchObject({ valid: true });
    await client.close();
    await engine.stop();
  });
});
