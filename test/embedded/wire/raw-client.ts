import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { BSON } from 'mongodb';
import type { Document } from 'mongodb';

/** A client that writes bytes of its own making, to say what no driver says. */
export class RawClient {
  private readonly socket: Socket;
  private received = Buffer.alloc(0);
  private wake: () => void = () => undefined;
  closed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk as Buffer]);
      this.wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.wake();
    });
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawClient(socket)));
      socket.once('error', reject);
    });
  }

  write(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next whole message, or null once the other side has closed. */
  async next(): Promise<Buffer | null> {
    for (;;) {
      const length = this.received.length >= 4 ? this.received.readInt32LE(0) : Infinity;
      if (this.received.length >= length) {
        const message = this.received.subarray(0, length);
        this.received = this.received.subarray(length);
        return message;
      }
      if (this.closed) return null;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A whole message with its header. */
export function message(opCode: number, body: Buffer, requestId = 1): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

/** An OP_MSG: flags, the command, and document sequences. */
export function opMsg(
  command: Document,
  { flags = 0, requestId = 1, sequences = {} as Record<string, Document[]> } = {},
): Buffer {
  const flagBits = Buffer.alloc(4);
  flagBits.writeUInt32LE(flags, 0);
  const parts = [flagBits, Buffer.of(0), Buffer.from(BSON.serialize(command))];
  for (const [name, documents] of Object.entries(sequences)) {
    const content = Buffer.concat([
      Buffer.from(`${name}\0`),
      ...documents.map((document) => Buffer.from(BSON.serialize(document))),
    ]);
    const size = Buffer.alloc(4);
    size.writeInt32LE(4 + content.length, 0);
    parts.push(Buffer.of(1), size, content);
  }
  return message(2013, Buffer.concat(parts), requestId);
}

/** The document of an OP_MSG reply. */
export function replyOf(bytes: Buffer): Document {
  return BSON.deserialize(bytes.subarray(21));
}
