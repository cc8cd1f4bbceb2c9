import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import { openConnection } from '../server/store/connection.js';

/** An empty database of its own: on the embedded engine, or on the server that TEST_MONGODB_URI names. */
export interface TestDatabase {
  uri: string;
  connection: mongoose.Connection;
  close(): Promise<void>;
}

async function startServer(): Promise<{ uri: string; stop(): Promise<void> }> {
  const given = process.env['TEST_MONGODB_URI'];
  if (given !== undefined) return { uri: given, stop: async () => {} };
  const { startEngine } = await import('../server/embedded/engine.js');
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-test-'));
  const engine = await startEngine({ dataDir: folder });
  return {
    uri: engine.uri,
    async stop() {
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const server = await startServer();
  const address = new URL(server.uri);
  address.pathname = `/test-${randomUUID()}`;
  const uri = address.toString();
  const connection = await openConnection(uri);
  return {
    uri,
    connection,
    async close() {
      await connection.dropDatabase();
      await connection.close();
      await server.stop();
    },
  };
}
