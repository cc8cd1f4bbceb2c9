import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Channel } from '../../server/domain/response.js';
import { openTestApp, type TestApp } from '../app.js';

/** The whole program listening on loopback, over a database of its own. */
export interface Site {
  app: TestApp;
  /** Origin such as `http://127.0.0.1:41234`. */
  origin: string;
  /** Opens a collector at Phường Ba Đình; answers its id. */
  collector(form: string, channel: Channel): Promise<string>;
  /** From now on nobody answers at the origin, as when the network or the power of the server is gone. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  // Browsers tell their own time, so the server's must not stand still behind it.
  const app = await openTestApp({ now: new Date().toISOString() });
  const listen = async (port: number): Promise<Server> => {
    const started = app.house.app.listen(port, '127.0.0.1');
    await new Promise((resolve) => started.once('listening', resolve));
    return started;
  };
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const goDown = async () => {
    const ended = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await ended;
  };
  return {
    app,
    origin: `http://127.0.0.1:${port}`,
    goDown,
    async comeBack() {
      server = await listen(port);
    },
    async collector(form, channel) {
      const opensAt = new Date('2025-07-01T00:00:00Z');
      const place = { unitCode: '00004', randomSample: false, opensAt, closesAt: null };
      const wanted = { ...place, questionnaire: `${form}@1`, channel };
      return (await app.house.services.collectors.create(wanted)).id;
    },
    async close() {
      await goDown();
      await app.close();
    },
  };
}
