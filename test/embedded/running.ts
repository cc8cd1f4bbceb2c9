import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { Db, Document } from 'mongodb';
import { listen } from '../../server/embedded/server.js';
import type { Listening } from '../../server/embedded/server.js';

/** An engine in this thread, for one test file: quicker to start than a thread of its own. */
export interface Running {
  readonly client: MongoClient;
  readonly uri: string;
  readonly parts: Listening['parts'];
  /** A database nobody else uses. */
  database(): Db;
  stop(): Promise<void>;
}

export async function running(): Promise<Running> {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
  const listening: Listening = await listen({ dataDir, host: '127.0.0.1', port: 0 }, (error) =>
    console.error(error),
  );
  const uri = `mongodb://127.0.0.1:${listening.port}/?directConnection=true`;
  const client = await MongoClient.connect(uri, { promoteLongs: true });
  let count = 0;
  return {
    client,
    uri,
    parts: listening.parts,
    database: () => client.db(`test${++count}`),
    async stop() {
      await client.close();
      await listening.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** An engine for the tests of one block, started and stopped around them, and one database for all of them. */
export function withDatabase(documents: Readonly<Record<string, Document[]>> = {}): {
  readonly database: Db;
} {
  let engine: Running;
  let database: Db;
  beforeAll(async () => {
    engine = await running();
    database = engine.database();
    for (const [name, stored] of Object.entries(documents))
      await database.collection(name).insertMany(stored);
  });
  afterAll(() => engine.stop());
  return {
    get database() {
      return database;
    },
  };
}
