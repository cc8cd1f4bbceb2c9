import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MongoClient } from 'mongodb';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Running {
  readonly uri: string;
  /** From the start of the process until it named its address. */
  readonly startMilliseconds: number;
  /** Memory of the process without what it maps of the data file, which the system takes back; null without `/proc`. */
  privateMegabytes(): number | null;
  stop(): Promise<void>;
}

/** Starts the engine in a process of its own, as `npm run engine` does. */
export function startEngine(dataDir: string): Promise<Running> {
  return start(['scripts/engine.ts', '--port', '0', '--data', dataDir]);
}

/** Starts the server that does nothing. */
export function startNothing(): Promise<Running> {
  return start(['scripts/bench/engine/nothing.ts']);
}

/** Starts a server that prints its address, in a process of its own. */
async function start(script: readonly string[]): Promise<Running> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', ...script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', () => reject(new Error(`${script[0]} did not start`)));
  });
  const startMilliseconds = performance.now() - began;
  const privateMegabytes = (): number | null => {
    const status = `/proc/${child.pid}/status`;
    if (!existsSync(status)) return null;
    const kilobytes = /^RssAnon:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  };
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  return { uri, startMilliseconds, privateMegabytes, stop };
}

/** Memory the engine's process holds. */
export async function residentMegabytes(client: MongoClient): Promise<number> {
  const status = await client.db('admin').command({ serverStatus: 1 });
  return (status['mem'] as { resident: number }).resident;
}
