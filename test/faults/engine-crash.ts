import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An engine in a process of its own, so that it can be killed. */
async function spawned(dataDir: string): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/engine.ts', '--port', '0', '--data', dataDir],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code} before it was up`)));
  });
  return { child, uri };
}

interface Numbered {
  _id: string;
  key: number;
  list: number[];
  text: string;
}

/** Writes from several sides until the engine is gone; what was acknowledged is noted. */
async function writeUntilKilled(
  collection: Collection<Numbered>,
  round: number,
  acknowledged: Set<string>,
  counted: Map<string, number>,
): Promise<void> {
  const writer = async (who: number): Promise<void> => {
    for (let at = 0; ; at++) {
      const key = (round * 100 + who) * 100_000 + at;
      const _id = `${round}-${who}-${at}`;
      await collection.insertOne({ _id, key, list: [key, -key], text: 'x'.repeat(at % 2000) });
      acknowledged.add(_id);
      const counter = `count-${who}`;
      await collection.updateOne(
        { _id: counter },
        { $inc: { key: -1 }, $setOnInsert: { list: [], text: '' } },
        { upsert: true },
      );
      counted.set(counter, (counted.get(counter) ?? 0) + 1);
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, (_, who) => writer(who)));
}

/** What is wrong with a database after a crash; empty when nothing is. */
export async function crashFaults(
  uri: string,
  acknowledged: ReadonlySet<string>,
  counted: ReadonlyMap<string, number>,
): Promise<string[]> {
  const client = await MongoClient.connect(uri);
  try {
    const collection = client.db('crash').collection<Numbered>('c');
    const faults: string[] = [];
    const seen = new Map<string, number>();
    for await (const { _id } of collection.find({}, { projection: { _id: 1 } }))
      seen.set(_id, (seen.get(_id) ?? 0) + 1);
    for (const id of acknowledged)
      if (seen.get(id) !== 1) faults.push(`${id} was acknowledged and is there ${seen.get(id) ?? 0} times`);
    for (const [id, times] of seen) if (times !== 1) faults.push(`${id} is there ${times} times`);
    for (const [id, count] of counted) {
      const found = -((await collection.findOne({ _id: id }))?.key ?? 0);
      // One increment a round may have been stored without its answer getting through.
      if (found < count) faults.push(`${id} counted ${found}, ${count} were acknowledged`);
    }
    const check = await client.db('crash').command({ validate: 'c' });
    if (!check['valid']) faults.push(...(check['errors'] as string[]));
    return faults;
  } finally {
    await client.close();
  }
}

/**
 * Kills the engine in the midst of writing, again and again on the same files.
 * @returns what was lost, doubled or inconsistent, and how much was acknowledged
 */
export async function killAgainAndAgain(rounds: number): Promise<{ faults: string[]; acknowledged: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-crash-'));
  const acknowledged = new Set<string>();
  const counted = new Map<string, number>();
  const faults: string[] = [];
  try {
    for (let round = 0; round < rounds && faults.length === 0; round++) {
      const { child, uri } = await spawned(dataDir);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const client = await MongoClient.connect(uri, { retryWrites: false, serverSelectionTimeoutMS: 500 });
      if (round > 0) faults.push(...(await crashFaults(uri, acknowledged, counted)));
      const collection = client.db('crash').collection<Numbered>('c');
      if (round === 0) {
        await collection.createIndex({ key: 1 }, { unique: true });
        await collection.createIndex({ list: 1, text: -1 });
      }
      const before = acknowledged.size;
      const writing = writeUntilKilled(collection, round, acknowledged, counted);
      // The kill falls at a moment that differs from round to round, once writing is under way.
      while (acknowledged.size < before + 20 + ((round * 37) % 200))
        await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill('SIGKILL');
      await ended;
      await client.close();
      await writing;
    }
    const { child, uri } = await spawned(dataDir);
    faults.push(...(await crashFaults(uri, acknowledged, counted)));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return { faults, acknowledged: acknowledged.size };
}
