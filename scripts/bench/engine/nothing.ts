import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { BSON } from 'mongodb';
import type { Document } from 'mongodb';
import { response } from './response.js';

const headerBytes = 16;
const opMsg = 2013;
const opReply = 1;

const handshake = {
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 13,
  ok: 1,
};
const found = {
  cursor: { firstBatch: [{ _id: 1, ...response(1) }], id: BSON.Long.ZERO, ns: 'bench.x' },
  ok: 1,
};
const written = { n: 1, nModified: 1, ok: 1 };

/** A reply without the number of the message it answers: an OP_MSG, or the OP_REPLY that a first hello waits for. */
function reply(document: Document, opcode: number): Buffer {
  const body = BSON.serialize(document);
  const before = opcode === opMsg ? 5 : 20;
  const bytes = Buffer.alloc(headerBytes + before + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(opcode, 12);
  if (opcode === opReply) bytes.writeInt32LE(1, headerBytes + 16);
  bytes.set(body, headerBytes + before);
  return bytes;
}

const replies = {
  hello: reply(handshake, opMsg),
  oldHello: reply(handshake, opReply),
  find: reply(found, opMsg),
  write: reply(written, opMsg),
};

/** The reply to one whole message; the name of the command is the first name of its document. */
function answer(message: Buffer): Buffer {
  let chosen = replies.oldHello;
  if (message.readInt32LE(12) === opMsg) {
    const name = message.toString('latin1', 26, message.indexOf(0, 26));
    if (name === 'find') chosen = replies.find;
    else chosen = name === 'insert' || name === 'update' ? replies.write : replies.hello;
  }
  const bytes = Buffer.from(chosen);
  message.copy(bytes, 8, 4, 8);
  return bytes;
}

function serve(socket: Socket): void {
  let kept: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    while (kept.length >= headerBytes && kept.length >= kept.readInt32LE(0)) {
      socket.write(answer(kept.subarray(0, kept.readInt32LE(0))));
      kept = kept.subarray(kept.readInt32LE(0));
    }
  });
}

/**
 * A server that does nothing: the same sockets and messages, and answers that were made before. No server can be faster
 * with the same client, so what it reaches is the client's and the sockets' limit. Prints its address.
 */
const server = createServer(serve).listen(0, '127.0.0.1', () => {
  process.stdout.write(`mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
