import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { bareRate } from './engine/bare-client.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const connections = 64;
const small = 8_000;
const large = 100_000;

/** A response as the program stores it: 30 answers and what stands around them, about 1 KB. */
function response(at: number): Document {
  const answers: Record<string, number> = {};
  for (let item = 0; item < 30; item++)
    answers[`s${Math.floor(item / 6) + 1}_${(item % 6) + 1}`] = 1 + ((at * 7 + item * 3) % 5);
  const receivedAt = new Date(Date.UTC(2026, 0, 1) + at * 60_000);
  return {
    collector: `c${at % 400}`,
    unit: `u${at % 130}`,
    channel: 'qr',
    receivedAt,
    answers,
    receipt: `r${at}`,
    comment: 'x'.repeat(200),
  };
}

async function spread(count: number, work: (at: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let at = next++; at < count; at = next++) await work(at);
    }),
  );
  return count / ((performance.now() - began) / 1000);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function fill(collection: Collection, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1000)
    await collection.insertMany(
      Array.from({ length: Math.min(1000, count - at) }, (_, offset) => response(at + offset)),
      { ordered: false },
    );
}

interface Rates {
  readonly insertsPerSecond: number;
  /** Inserts and finds by `_id` without the driver's own work. */
  readonly bareInsertsPerSecond: number;
  readonly bareFindsPerSecond: number;
  readonly findsByIdPerSecond: number;
  readonly findsByUniqueKeyPerSecond: number;
  readonly upsertsPerSecond: number;
  readonly cursorOver100000Milliseconds: number;
  readonly countOnRangeMilliseconds: number;
}

/** The same work on any server. */
async function measure(uri: string): Promise<Rates> {
  const client = await MongoClient.connect(uri, { maxPoolSize: connections });
  const database = client.db('bench');
  await database.dropDatabase();
  const inserted = database.collection<Document & { _id: number }>('inserted');
  await inserted.createIndexes([{ key: { receipt: 1 }, unique: true }, { key: { unit: 1, receivedAt: 1 } }]);
  await spread(500, (at) => inserted.insertOne({ _id: -1 - at, ...response(-1 - at) }));
  const insertsPerSecond = await spread(small, (at) =>
    inserted.insertOne({ _id: at, ...response(at) }, { writeConcern: { w: 'majority', j: true } }),
  );
  const port = Number(new URL(uri.replace('mongodb:', 'http:')).port);
  const numbers = Array.from({ length: small }, (_, at) => at);
  const bareInsertsPerSecond = await bareRate(
    port,
    connections,
    numbers.map((at) => ({
      insert: 'inserted',
      documents: [{ _id: at + 1e6, ...response(at + 1e6) }],
      $db: 'bench',
    })),
  );
  const bareFindsPerSecond = await bareRate(
    port,
    connections,
    numbers.map((at) => ({
      find: 'inserted',
      filter: { _id: at },
      limit: 1,
      singleBatch: true,
      $db: 'bench',
    })),
  );
  const findsByIdPerSecond = await spread(small, (at) => inserted.findOne({ _id: at }));
  const findsByUniqueKeyPerSecond = await spread(small, (at) => inserted.findOne({ receipt: `r${at}` }));
  const counters = database.collection<Document & { _id: string }>('counters');
  const upsertsPerSecond = await spread(small, (at) =>
    counters.updateOne({ _id: `k${at % 500}` }, { $inc: { n: 1 } }, { upsert: true }),
  );
  const many = database.collection('many');
  await many.createIndex({ receivedAt: 1 });
  await fill(many, large);
  const cursorOver100000Milliseconds = await timed(async () => {
    let seen = 0;
    for await (const document of many.find()) seen += document['_id'] ? 1 : 0;
    if (seen !== large) throw new Error(`the cursor gave ${seen} documents`);
  });
  const month = { receivedAt: { $gte: new Date(Date.UTC(2026, 1, 1)), $lt: new Date(Date.UTC(2026, 2, 1)) } };
  const countOnRangeMilliseconds = await timed(() => many.countDocuments(month));
  await client.close();
  return {
    insertsPerSecond,
    bareInsertsPerSecond,
    bareFindsPerSecond,
    findsByIdPerSecond,
    findsByUniqueKeyPerSecond,
    upsertsPerSecond,
    cursorOver100000Milliseconds,
    countOnRangeMilliseconds,
  };
}

async function started(dataDir: string): Promise<{ child: ChildProcess; uri: string; milliseconds: number }> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/engine.ts', '--port', '0', '--data', dataDir],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', () => reject(new Error('the engine did not start')));
  });
  return { child, uri, milliseconds: performance.now() - began };
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function residentMegabytes(uri: string): Promise<number> {
  const client = await MongoClient.connect(uri);
  const status = await client.db('admin').command({ serverStatus: 1 });
  await client.close();
  return (status['mem'] as { resident: number }).resident;
}

/** Start and memory with many responses stored. */
async function opening(dataDir: string, responses: number): Promise<Document> {
  const first = await started(dataDir);
  const client = await MongoClient.connect(first.uri);
  const collection = client.db('bench').collection('opened');
  await collection.createIndex({ unit: 1, receivedAt: 1 });
  const fillMilliseconds = await timed(() => fill(collection, responses));
  await client.close();
  await stopped(first.child);
  const second = await started(dataDir);
  const resident = await residentMegabytes(second.uri);
  await stopped(second.child);
  return { responses, fillMilliseconds, startMilliseconds: second.milliseconds, residentMegabytes: resident };
}

/**
 * Measures the embedded engine, and beside it the server named by `BENCH_MONGODB_URI` with the same work; client and server
 * share the machine. `BENCH_RESPONSES` sets how many are stored for the start (1 000 000).
 */
export async function run({ json }: { json: boolean }): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-bench-'));
  try {
    const { child, uri } = await started(dataDir);
    const engine = await measure(uri);
    const memoryAfterwards = await residentMegabytes(uri);
    await stopped(child);
    const beside = process.env['BENCH_MONGODB_URI'];
    const other = beside ? await measure(beside) : null;
    const large = await opening(
      mkdtempSync(join(dataDir, 'large-')),
      Number(process.env['BENCH_RESPONSES'] ?? 1_000_000),
    );
    const results = { connections, engine: { ...engine, residentMegabytes: memoryAfterwards }, other, large };
    if (!json) console.table({ engine, ...(other ? { other } : {}) });
    return results;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
