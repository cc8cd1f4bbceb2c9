import type { Collection, Document, MongoClient } from 'mongodb';
import { bareRate } from './bare-client.js';
import { response } from './response.js';

/** What is measured: how often each thing is done, and by how many connections. */
export interface Sizes {
  readonly connections: number;
  readonly operations: number;
  readonly documents: number;
}

/** A server under measurement. */
export interface Target {
  readonly client: MongoClient;
  readonly port: number;
  readonly sizes: Sizes;
}

type Stored = Document & { _id: number | string };

/** One kind of work; answers a rate per second or a time, as its name says. `round` keeps what is written apart. */
export type Work = (target: Target, round: number) => Promise<number>;

function collection({ client }: Target, name: string): Collection<Stored> {
  return client.db('bench').collection<Stored>(name);
}

/** Operations per second through the driver, all connections at once. */
async function rate({ sizes }: Target, operation: (at: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: sizes.connections }, async () => {
      for (let at = next++; at < sizes.operations; at = next++) await operation(at);
    }),
  );
  return sizes.operations / ((performance.now() - began) / 1000);
}

/** The same of commands that were encoded before, so that only the server's work and the sockets' are left. */
function bare(target: Target, command: (at: number) => Document): Promise<number> {
  const { port, sizes } = target;
  const commands = Array.from({ length: sizes.operations }, (_, at) => ({ ...command(at), $db: 'bench' }));
  return bareRate(port, sizes.connections, commands);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function walk(target: Target, raw: boolean): Promise<void> {
  let seen = 0;
  const cursor = collection(target, 'many').find({}, { raw });
  while (await cursor.hasNext()) seen += cursor.readBufferedDocuments().length;
  if (seen !== target.sizes.documents) throw new Error(`the cursor gave ${seen} documents`);
}

/** Stores responses by batches of 1 000. */
export async function fill(into: Collection<Stored> | Collection, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1000)
    await (into as Collection).insertMany(
      Array.from({ length: Math.min(1000, count - at) }, (_, offset) => response(at + offset)),
      { ordered: false },
    );
}

/** Empties the database and makes what the works read and write. */
export async function prepare(target: Target): Promise<void> {
  await target.client.db('bench').dropDatabase();
  await collection(target, 'inserted').createIndexes([
    { key: { receipt: 1 }, unique: true },
    { key: { unit: 1, receivedAt: 1 } },
  ]);
  await collection(target, 'many').createIndex({ receivedAt: 1 });
  await fill(collection(target, 'many'), target.sizes.documents);
}

const journaled = { writeConcern: { w: 'majority', j: true } } as const;
const february = { $gte: new Date(Date.UTC(2026, 1, 1)), $lt: new Date(Date.UTC(2026, 2, 1)) };
const only = { limit: 1, singleBatch: true };

/** Numbers of documents that no other work and no other round uses; those of the finds are stored by `driverInserts`. */
function numbered(target: Target, round: number, bareOnes: boolean): (at: number) => number {
  return (at) => (2 * round + (bareOnes ? 1 : 0)) * target.sizes.operations + at;
}

/** Works whose value is a rate. */
export const rates: Readonly<Record<string, Work>> = {
  insertsPerSecond: (target, round) => {
    const number = numbered(target, round, false);
    const into = collection(target, 'inserted');
    return rate(target, (at) => into.insertOne({ _id: number(at), ...response(number(at)) }, journaled));
  },
  findsByIdPerSecond: (target) => rate(target, (at) => collection(target, 'inserted').findOne({ _id: at })),
  findsByUniqueKeyPerSecond: (target) =>
    rate(target, (at) => collection(target, 'inserted').findOne({ receipt: `r${at}` })),
  upsertsPerSecond: (target) =>
    rate(target, (at) =>
      collection(target, 'counters').updateOne({ _id: `k${at % 500}` }, { $inc: { n: 1 } }, { upsert: true }),
    ),
  bareInsertsPerSecond: (target, round) => {
    const number = numbered(target, round, true);
    return bare(target, (at) => ({
      insert: 'inserted',
      documents: [{ _id: number(at), ...response(number(at)) }],
    }));
  },
  bareFindsByIdPerSecond: (target) =>
    bare(target, (at) => ({ find: 'inserted', filter: { _id: at }, ...only })),
  bareFindsByUniqueKeyPerSecond: (target) =>
    bare(target, (at) => ({ find: 'inserted', filter: { receipt: `r${at}` }, ...only })),
  bareUpsertsPerSecond: (target) =>
    bare(target, (at) => ({
      update: 'counters',
      updates: [{ q: { _id: `k${at % 500}` }, u: { $inc: { n: 1 } }, upsert: true }],
    })),
};

/** Works whose value is a time. */
export const times: Readonly<Record<string, Work>> = {
  cursorMilliseconds: (target) => milliseconds(() => walk(target, false)),
  bareCursorMilliseconds: (target) => milliseconds(() => walk(target, true)),
  countOnRangeMilliseconds: (target) =>
    milliseconds(() => collection(target, 'many').countDocuments({ receivedAt: february })),
};
