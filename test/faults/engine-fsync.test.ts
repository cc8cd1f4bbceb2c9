import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startEngine } from '../../server/embedded/engine.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const inserts = 50;

/** What the engine asked of the kernel, in order: writes to the data file, flushes of it, replies to clients. */
function callsOf(trace: string): string[] {
  return trace.split('\n').flatMap((line) => {
    if (/fdatasync\(\d+<[^>]*data\.mdb>\) = 0/.test(line)) return ['flush'];
    if (/pwrite64\(\d+<[^>]*data\.mdb>.* 128, \d+\) = 128/.test(line)) return ['root'];
    if (/(?:writev?|pwritev?|pwrite64)\(\d+<[^>]*data\.mdb>/.test(line)) return ['data'];
    // The reply to an insert is 45 bytes: header, flags and { n: 1, ok: 1.0 }.
    if (/writev?\(\d+<TCP:.* = 45$/.test(line)) return ['reply'];
    return [];
  });
}

describe('an acknowledgement', () => {
  const traced = spawnSync('strace', ['-V']).status === 0 ? it : it.skip;

  traced(
    'leaves only after its data, a flush, and the root that is written through (O_DSYNC)',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'engine-fsync-'));
      const trace = join(dataDir, 'trace');
      const calls = 'trace=openat,write,writev,pwrite64,pwritev,fdatasync,fsync,msync';
      const engine = ['--import', 'tsx', 'scripts/engine.ts', '--port', '0', '--data', dataDir];
      const child = spawn('strace', ['-f', '-yy', '-e', calls, '-o', trace, process.execPath, ...engine], {
        cwd: root,
      });
      const uri = await new Promise<string>((resolve) =>
        child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
      );
      const client = await MongoClient.connect(uri);
      for (let at = 0; at < inserts; at++)
        await client.db('fsync').collection<{ _id: number }>('c').insertOne({ _id: at });
      const { pid } = JSON.parse(readFileSync(join(dataDir, 'engine.json'), 'utf8')) as { pid: number };
      await client.close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(pid, 'SIGTERM');
      await ended;
      const text = readFileSync(trace, 'utf8');
      rmSync(dataDir, { recursive: true, force: true });
      expect(text).toMatch(/openat\(.*data\.mdb", O_WRONLY\|O_DSYNC/);
      const seen = callsOf(text);
      const replies = seen.flatMap((call, at) => (call === 'reply' ? [at] : []));
      expect(replies).toHaveLength(inserts);
      for (const at of replies) {
        const since = seen.slice(seen.lastIndexOf('reply', at - 1) + 1, at);
        expect([since.includes('data'), since.slice(-2)]).toEqual([true, ['flush', 'root']]);
      }
    },
    120_000,
  );

  it('is in a copy of the files that is made the moment it arrives', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'engine-copied-'));
    const engine = await startEngine({ dataDir });
    const client = await MongoClient.connect(engine.uri);
    const collection = client.db('copy').collection<{ _id: number }>('c');
    for (let at = 0; at < 10; at++) {
      await collection.insertOne({ _id: at });
      const copy = mkdtempSync(join(tmpdir(), 'engine-copy-'));
      cpSync(join(dataDir, 'engine'), join(copy, 'engine'), { recursive: true });
      const second = await startEngine({ dataDir: copy });
      const other = await MongoClient.connect(second.uri);
      expect(await other.db('copy').collection('c').countDocuments({})).toBe(at + 1);
      await other.close();
      await second.stop();
      rmSync(copy, { recursive: true, force: true });
    }
    await client.close();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);
});
