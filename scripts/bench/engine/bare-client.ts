import { connect } from 'node:net';
import { BSON } from 'mongodb';
import type { Document } from 'mongodb';

function frame(command: Document): Buffer {
  const body = BSON.serialize(command);
  const bytes = Buffer.alloc(21 + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(2013, 12);
  bytes.set(body, 21);
  return bytes;
}

/**
 * The rate of commands a server answers to a client that does nothing but send what was encoded before and read lengths:
 * what is left of the driver's rate is the server's own.
 */
export async function bareRate(
  port: number,
  connections: number,
  commands: readonly Document[],
): Promise<number> {
  const frames = commands.map(frame);
  let next = 0;
  const sockets = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<ReturnType<typeof connect>>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket));
          socket.once('error', reject);
        }),
    ),
  );
  const began = performance.now();
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          let missing = 0;
          const send = (): void => {
            const bytes = frames[next++];
            if (!bytes) {
              socket.destroy();
              resolve();
            } else socket.write(bytes);
          };
          socket.on('data', (chunk: Buffer) => {
            if (missing === 0) missing = chunk.readInt32LE(0);
            missing -= chunk.length;
            if (missing === 0) send();
          });
          socket.once('error', reject);
          send();
        }),
    ),
  );
  return commands.length / ((performance.now() - began) / 1000);
}
