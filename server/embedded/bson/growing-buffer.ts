/** Bytes written one behind the other into a buffer that grows. */
export class GrowingBuffer {
  buffer: Buffer;
  position = 0;

  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }

  /** Makes room for some bytes and passes over them; says where they begin. */
  need(length: number): number {
    const start = this.position;
    if (start + length > this.buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, start + length));
      this.buffer.copy(grown, 0, 0, start);
      this.buffer = grown;
    }
    this.position = start + length;
    return start;
  }

  byte(value: number): void {
    const at = this.need(1);
    this.buffer[at] = value;
  }

  bytes(bytes: Uint8Array): void {
    const at = this.need(bytes.length);
    this.buffer.set(bytes, at);
  }
}
