import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Server as Commands } from './commands/command.js';
import { Cursors } from './execution/cursors.js';
import { openStorage } from './storage/open-storage.js';
import { expire } from './storage/expire.js';
import { Connection } from './wire/connection.js';
import { Outbox } from './wire/outbox.js';

export interface Listening {
  readonly port: number;
  /** What commands work on, for work that no client asks for. */
  readonly parts: Commands;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly dataDir: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

const sweepMilliseconds = 60_000;

/** Opens the database and answers clients until it is closed. */
export async function listen(
  { dataDir, host, port }: ListenOptions,
  report: (error: unknown) => void,
): Promise<Listening> {
  const { tables, store, catalog, committer } = openStorage(dataDir);
  const cursors = new Cursors();
  const connections = new Set<Connection>();
  const outbox = new Outbox();
  let created = 0;
  const listener = createServer();
  const server: Commands = {
    catalog,
    store,
    committer,
    cursors,
    dataDir,
    startedAt: new Date(),
    port: () => (listener.address() as AddressInfo).port,
    connections: () => ({ current: connections.size, created }),
    opcounters: new Map(),
  };
  listener.on('connection', (socket) => {
    created++;
    const connection = new Connection(created, socket, outbox, server, report);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, resolve);
  });
  const sweep = setInterval(() => {
    cursors.closeIdle(Date.now());
    expire(server, new Date()).catch(report);
  }, sweepMilliseconds);
  return {
    port: server.port(),
    parts: server,
    async close() {
      clearInterval(sweep);
      const closed = new Promise((resolve) => listener.close(resolve));
      await Promise.all([...connections].map((connection) => connection.finish()));
      await closed;
      await committer.idle();
      await tables.root.close();
    },
  };
}
