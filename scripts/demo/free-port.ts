import { createServer } from 'node:net';

/**
 * Resolves when the port can be taken now: better to know before a minute of loading than after it.
 * @throws the system's error (EADDRINUSE …).
 */
export async function checkPort(port: number, host: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
