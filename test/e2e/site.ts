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
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  // Browsers tell their own time, so the server's must not stand still behind it.
  const app = await openTestApp({ now: new Date().toISOString() });
  const server = app.house.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    app,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async collector(form, channel) {
      const opensAt = new Date('2025-07-01T00:00:00Z');
      const place = { unitCode: '00004', randomSample: false, opensAt, closesAt: null };
      const wanted = { ...place, questionnaire: `${form}@1`, channel };
      return (await app.house.services.collectors.create(wanted)).id;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
    },
  };
}
