import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { opening } from './engine/opening.js';
import { residentMegabytes, startEngine, startNothing } from './engine/running.js';
import { prepare, rates, times } from './engine/works.js';
import type { Sizes, Target, Work } from './engine/works.js';

const sizes: Sizes = { connections: 64, operations: 8_000, documents: 100_000 };
/** Measured after one round that only warms both up; the median counts. */
const rounds = 3;

interface Measured {
  readonly median: number;
  readonly rounds: readonly number[];
  /** Share of one core that the client itself used: near 1, the client is what limits the rate. */
  readonly clientShare: number;
}

interface Result {
  readonly engine: Measured;
  /** The server of `BENCH_MONGODB_URI`, or null. */
  readonly other: Measured | null;
  readonly ratio: number | null;
  /** The server that does nothing; null for a time. */
  readonly nothing: Measured | null;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function connect(uri: string): Promise<Target> {
  const client = await MongoClient.connect(uri, { maxPoolSize: sizes.connections });
  return { client, port: Number(new URL(uri.replace('mongodb:', 'http:')).port), sizes };
}

/** Each work on one server after the other, round by round, so that what disturbs the machine disturbs all alike. */
async function measure(
  works: Readonly<Record<string, Work>>,
  targets: readonly Target[],
): Promise<Map<string, Measured[]>> {
  const found = new Map<string, Measured[]>();
  const seen = new Map<string, { values: number[]; shares: number[] }[]>();
  for (let round = 0; round <= rounds; round++)
    for (const [name, work] of Object.entries(works))
      for (const [which, target] of targets.entries()) {
        const busy = process.cpuUsage();
        const began = performance.now();
        const value = await work(target, round);
        const { user, system } = process.cpuUsage(busy);
        if (round === 0) continue;
        const lists = seen.get(name) ?? targets.map(() => ({ values: [], shares: [] }));
        seen.set(name, lists);
        lists[which]!.values.push(value);
        lists[which]!.shares.push((user + system) / 1000 / (performance.now() - began));
      }
  for (const [name, lists] of seen)
    found.set(
      name,
      lists.map(({ values, shares }) => ({
        median: median(values),
        rounds: values,
        clientShare: median(shares),
      })),
    );
  return found;
}

/** How far the engine's rate, or time, is that of the other. */
function ratio(engine: Measured, other: Measured | undefined): number | null {
  return other ? engine.median / other.median : null;
}

/**
 * Measures the embedded engine, and beside it, in turns, the server named by `BENCH_MONGODB_URI`, and for rates a server that
 * does nothing: the limit of the client and of the sockets. Client and servers share the machine. `ratio` is the engine's
 * rate, or time, over the other's. `BENCH_RESPONSES` sets how many are stored for the start (1 000 000; 0 leaves it out).
 */
export async function run({ json }: { json: boolean }): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-bench-'));
  try {
    const engine = await startEngine(join(dataDir, 'beside'));
    const nothing = await startNothing();
    const beside = process.env['BENCH_MONGODB_URI'];
    const [limit, ...servers] = await Promise.all(
      [nothing.uri, engine.uri, ...(beside ? [beside] : [])].map(connect),
    );
    for (const server of servers) await prepare(server);
    const results: Record<string, Result> = {};
    for (const [name, [most, own, other]] of await measure(rates, [limit!, ...servers]))
      results[name] = { engine: own!, other: other ?? null, ratio: ratio(own!, other), nothing: most! };
    for (const [name, [own, other]] of await measure(times, servers))
      results[name] = { engine: own!, other: other ?? null, ratio: ratio(own!, other), nothing: null };
    const resident = await residentMegabytes(servers[0]!.client);
    for (const { client } of [limit!, ...servers]) await client.close();
    await engine.stop();
    await nothing.stop();
    const responses = Number(process.env['BENCH_RESPONSES'] ?? 1_000_000);
    const large = responses > 0 ? await opening(join(dataDir, 'large'), responses) : null;
    if (!json)
      console.table(
        Object.fromEntries(
          Object.entries(results).map(([name, { engine: own, other, ratio, nothing: most }]) => [
            name,
            { engine: own.median, other: other?.median ?? null, ratio, nothing: most?.median ?? null },
          ]),
        ),
      );
    return { sizes: { ...sizes, rounds }, residentMegabytes: resident, results, large };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
