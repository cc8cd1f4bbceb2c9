/** A whole message as it came from a socket. */
export interface Frame {
  readonly requestId: number;
  readonly opCode: number;
  readonly body: Buffer;
  /** Header and body, for the checksum. */
  readonly whole: Buffer;
}

export class MalformedFrame extends Error {}

const headerBytes = 16;
const maxFrameBytes = 48_000_000;

/** Cuts a stream of bytes into messages; split and joined messages come out whole. */
export class FrameReader {
  private pending: Buffer[] = [];
  private size = 0;

  /** @throws MalformedFrame for a length no message can have; the connection cannot go on after it */
  push(chunk: Buffer): Frame[] {
    this.pending.push(chunk);
    this.size += chunk.length;
    const frames: Frame[] = [];
    for (let length = this.nextLength(); length !== null && this.size >= length; length = this.nextLength()) {
      const whole = this.take(length);
      frames.push({
        requestId: whole.readInt32LE(4),
        opCode: whole.readInt32LE(12),
        body: whole.subarray(headerBytes),
        whole,
      });
    }
    return frames;
  }

  private nextLength(): number | null {
    if (this.size < 4) return null;
    if (this.pending[0]!.length < 4) this.pending = [Buffer.concat(this.pending)];
    const length = this.pending[0]!.readInt32LE(0);
    if (length < headerBytes || length > maxFrameBytes) throw new MalformedFrame(`message length ${length}`);
    return length;
  }

  private take(length: number): Buffer {
    const all = this.pending.length === 1 ? this.pending[0]! : Buffer.concat(this.pending);
    const rest = all.subarray(length);
    this.pending = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
    return all.subarray(0, length);
  }
}
