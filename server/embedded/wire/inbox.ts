import type { Socket } from 'node:net';
import { FrameReader } from './frames.js';
import type { Frame } from './frames.js';

/** A client that has sent more bytes than this of what is not answered yet is not read from, so that it fills no memory. */
const mostWaiting = 1024 * 1024;

/** The messages of one client that have come and wait for their answer. */
export class Inbox {
  private readonly socket: Socket;
  private readonly frames = new FrameReader();
  private readonly waiting: Frame[] = [];
  private bytes = 0;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  /** @throws MalformedFrame for bytes that cannot be cut into messages */
  push(chunk: Buffer): void {
    for (const frame of this.frames.push(chunk)) {
      this.waiting.push(frame);
      this.bytes += frame.whole.length;
    }
    if (this.bytes > mostWaiting) this.socket.pause();
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  next(): Frame | undefined {
    const frame = this.waiting.shift();
    if (!frame) return undefined;
    this.bytes -= frame.whole.length;
    if (this.bytes <= mostWaiting && this.socket.isPaused()) this.socket.resume();
    return frame;
  }

  clear(): void {
    this.waiting.length = 0;
    this.bytes = 0;
    this.socket.resume();
  }
}
