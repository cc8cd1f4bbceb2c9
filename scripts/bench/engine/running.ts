import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MongoClient } from 'mongodb';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Running {
  readonly uri: string;
  /** From the start of the process until it named its address. */
  readonly startMilliseconds: number;
  stop(): Promise<void>;
}

/** Starts the engine in a process of its own, as `npm run engine` does. */
export async function startProcess(dataDir: string): Promise<Running> {
  const began = performance.now();
  const options = ['--import', 'tsx', 'scripts/engine.ts', '--port', '0', '--data', dataDir];
  const child: ChildProcess = spawn(process.execPath, options, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', () => reject(new Error('the engine did not start')));
  });
  const startMilliseconds = performance.now() - began;
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  return { uri, startMilliseconds, stop };
}

/** Memory the engine's process holds. */
export async function residentMegabytes(client: MongoClient): Promise<number> {
  const status = await client.db('admin').command({ serverStatus: 1 });
  return (status['mem'] as { resident: number }).resident;
}
