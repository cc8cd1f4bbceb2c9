import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.js';
import { compose, type House } from './compose.js';

/** How long open requests may take to end after a stop was asked for. */
const STOP_MS = 10_000;

export interface RunningServer {
  house: House;
  /** The port that was really taken (a configured 0 means any free one). */
  port: number;
  /** Takes no new requests, finishes those that run, then closes everything. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

function listen(house: House, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = house.app.listen(config.port, config.host);
    server.once('listening', () => resolve(server));
    server.once('error', reject);
  });
}

async function endRequests(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), STOP_MS);
  await ended;
  clearTimeout(cut);
}

/** Composes the house, listens, and starts the jobs. Nothing stays open when it fails. */
export async function startServer(config: Config, composed?: House): Promise<RunningServer> {
  const house = composed ?? (await compose(config));
  let server: Server;
  try {
    server = await listen(house, config);
  } catch (error) {
    await house.close();
    throw error;
  }
  house.startJobs();
  let stopping: Promise<void> | null = null;
  return {
    house,
    port: (server.address() as AddressInfo).port,
    stop() {
      stopping ??= endRequests(server).then(() => house.close());
      return stopping;
    },
  };
}

/** Stops gently on SIGTERM and Ctrl-C; a second Ctrl-C ends at once. */
export function stopOnSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      process.once('SIGINT', () => process.exit(130));
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}
