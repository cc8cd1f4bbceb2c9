import { Failure } from '../failure.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that are no BSON. */
export function invalid(reason: string): Failure {
  return new Failure(22, reason);
}

/** Reads BSON from a buffer between two bounds; every step checks the end, so a hostile frame can only fail. */
export class ByteReader {
  readonly buffer: Buffer;
  position: number;
  protected readonly end: number;

  constructor(buffer: Buffer, position: number, end: number) {
    this.buffer = buffer;
    this.position = position;
    this.end = end;
  }

  take(length: number): number {
    const start = this.position;
    if (length < 0 || start + length > this.end) throw invalid('invalid bson: not enough bytes');
    this.position = start + length;
    return start;
  }

  cstring(): string {
    const start = this.position;
    const stop = this.buffer.indexOf(0, start);
    if (stop < 0 || stop >= this.end) throw invalid('invalid bson: cstring is not terminated');
    this.position = stop + 1;
    return this.text(start, stop);
  }

  text(start: number, stop: number): string {
    // Short ASCII is by far the most frequent and decoded fastest by hand.
    if (stop - start < 24) {
      let made = '';
      for (let at = start; at < stop; at++) {
        const byte = this.buffer[at]!;
        if (byte > 0x7f) return this.decode(start, stop);
        made += String.fromCharCode(byte);
      }
      return made;
    }
    return this.decode(start, stop);
  }

  private decode(start: number, stop: number): string {
    try {
      return utf8.decode(this.buffer.subarray(start, stop));
    } catch {
      throw invalid('invalid bson: a string is not UTF-8');
    }
  }

  string(): string {
    const length = this.buffer.readInt32LE(this.take(4));
    if (length < 1) throw invalid('invalid bson: string length');
    const start = this.take(length);
    if (this.buffer[start + length - 1] !== 0) throw invalid('invalid bson: string is not terminated');
    return this.text(start, start + length - 1);
  }

  /** Enters a document: checks its length and its closing byte, returns where it ends. */
  enter(): number {
    const start = this.take(4);
    const length = this.buffer.readInt32LE(start);
    if (length < 5 || start + length > this.end) throw invalid('invalid bson: document length');
    if (this.buffer[start + length - 1] !== 0) throw invalid('invalid bson: document is not terminated');
    return start + length;
  }

  skipName(): void {
    const stop = this.buffer.indexOf(0, this.position);
    if (stop < 0 || stop >= this.end) throw invalid('invalid bson: field name is not terminated');
    this.position = stop + 1;
  }
}
