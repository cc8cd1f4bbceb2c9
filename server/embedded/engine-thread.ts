import { parentPort, workerData } from 'node:worker_threads';
import { listen } from './server.js';
import type { ListenOptions } from './server.js';

/** What the thread tells the one that started it. */
export type Told = { readonly port: number } | { readonly failed: string } | { readonly stopped: true };

const port = parentPort!;
const tell = (told: Told): void => port.postMessage(told);

try {
  const listening = await listen(workerData as ListenOptions, (error) => console.error(error));
  port.once('message', () => {
    listening.close().then(
      () => tell({ stopped: true }),
      (error: unknown) => tell({ failed: String(error) }),
    );
  });
  tell({ port: listening.port });
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) });
}
