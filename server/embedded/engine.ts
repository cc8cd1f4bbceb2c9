import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockDirectory } from './directory-lock.js';
import type { Told } from './engine-thread.js';

/** A running engine. */
export interface Engine {
  /** Address without a database name: `mongodb://127.0.0.1:PORT/?directConnection=true`. */
  readonly uri: string;
  readonly port: number;
  /** Finishes what has begun, closes the connections and the files, and gives the directory back. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Everything the engine keeps is below this directory; it is made when missing. */
  readonly dataDir: string;
  /** Unset: any free port. */
  readonly port?: number;
  /** Unset: 127.0.0.1, so that only this machine can reach it; there is no sign-in. */
  readonly host?: string;
}

function nextWord(worker: Worker): Promise<Exclude<Told, { failed: string }>> {
  return new Promise((resolve, reject) => {
    worker.once('message', (told: Told) => {
      if ('failed' in told) reject(new Error(told.failed));
      else resolve(told);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the engine ended before it answered')));
  });
}

/**
 * Starts a MongoDB-protocol server in a thread of its own. While it runs its address stands in `engine.json` (mode 0600) in
 * the data directory.
 * @throws Error when the directory is in use by another process, the port is taken, or the files cannot be opened
 */
export async function startEngine({ dataDir, port = 0, host = '127.0.0.1' }: EngineOptions): Promise<Engine> {
  const unlock = lockDirectory(dataDir);
  const worker = new Worker(new URL('../worker.mjs', import.meta.url), {
    workerData: { module: new URL('./engine-thread.ts', import.meta.url).href, dataDir, port, host },
  });
  const addressFile = join(dataDir, 'engine.json');
  const release = async (): Promise<void> => {
    rmSync(addressFile, { force: true });
    await worker.terminate();
    unlock();
  };
  let told;
  try {
    told = await nextWord(worker);
  } catch (error) {
    await release();
    throw error;
  }
  if (!('port' in told)) throw new Error('the engine did not name its port');
  const uri = `mongodb://${host.includes(':') ? `[${host}]` : host}:${told.port}/?directConnection=true`;
  writeFileSync(addressFile, `${JSON.stringify({ uri, pid: process.pid })}\n`, { mode: 0o600 });
  let stopping: Promise<void> | null = null;
  return {
    uri,
    port: told.port,
    stop: () =>
      (stopping ??= (async () => {
        const stopped = nextWord(worker);
        worker.postMessage('stop');
        try {
          await stopped;
        } finally {
          await release();
        }
      })()),
  };
}
