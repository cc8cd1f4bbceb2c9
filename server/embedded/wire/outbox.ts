import type { Socket } from 'node:net';

/**
 * Answers that become ready in one turn of the event loop are written together at its end. To write into a socket whose
 * reader sleeps wakes that reader, which costs several times the writing; of answers written in a row only the first does.
 */
export class Outbox {
  private held: Socket[] = [];

  /** Like the socket's own `write`: false where the caller should wait until it has drained. */
  write(socket: Socket, bytes: Buffer): boolean {
    if (socket.writableCorked === 0) {
      socket.cork();
      if (this.held.push(socket) === 1) setImmediate(() => this.flush());
    }
    return socket.write(bytes);
  }

  /** Writes what this socket has now, before it is closed. */
  hurry(socket: Socket): void {
    if (socket.writableCorked > 0) socket.uncork();
  }

  private flush(): void {
    const held = this.held;
    this.held = [];
    for (const socket of held) this.hurry(socket);
  }
}
