import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import type { Config } from './config.js';
import { startEngine } from './embedded/engine.js';
import { openConnection } from './store/connection.js';

/** Name of the database where the address names none. */
const DATABASE = 'hai-long';

/** An open database, whichever engine answers, and the way to leave it. */
export interface Database {
  connection: mongoose.Connection;
  close(): Promise<void>;
}

/** The address of the engine that another process runs in this folder; null when none answers. */
async function runningEngine(dataDir: string): Promise<mongoose.Connection | null> {
  const text = await readFile(join(dataDir, 'engine.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { uri } = JSON.parse(text) as { uri: string };
  return openConnection(uri, DATABASE).catch(() => null);
}

function ofConnection(connection: mongoose.Connection, stop: () => Promise<void>): Database {
  return {
    connection,
    async close() {
      await connection.close();
      await stop();
    },
  };
}

/**
 * Opens the database that the configuration names: a MongoDB server, or the embedded engine in `DATA_DIR`.
 * @param use 'own' starts an engine and is refused while another process holds the folder (a server);
 *   'shared' joins the engine of a running server and starts one only when none answers (a script).
 */
export async function openDatabase(config: Config, use: 'own' | 'shared'): Promise<Database> {
  const nothing = async () => {};
  if (config.mongodbUri !== null) {
    const named = new URL(config.mongodbUri).pathname.length > 1;
    return ofConnection(await openConnection(config.mongodbUri, named ? undefined : DATABASE), nothing);
  }
  const joined = use === 'shared' ? await runningEngine(config.dataDir) : null;
  if (joined) return ofConnection(joined, nothing);
  const engine = await startEngine({ dataDir: config.dataDir });
  return ofConnection(await openConnection(engine.uri, DATABASE), () => engine.stop());
}
