import { Failure } from '../failure.js';
import {
  Binary,
  Code,
  CodeWithScope,
  DbPointer,
  Decimal128,
  ObjectId,
  Regex,
  SymbolValue,
  Timestamp,
  bsonUndefined,
  double,
  maxKey,
  minKey,
} from './value.js';
import type { Doc, Value } from './value.js';

/** MongoDB's limit of nesting (BSONDepth::kDefaultMaxAllowableDepth). */
export const maxDepth = 200;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** What a JavaScript date can hold; a BSON date beyond it is refused rather than rounded. */
const farthestDate = 8_640_000_000_000_000n;

function invalid(reason: string): Failure {
  return new Failure(22, reason);
}

/** Reads BSON from a buffer between two bounds; every step checks the end, so a hostile frame can only fail. */
class Reader {
  readonly buffer: Buffer;
  position: number;
  private readonly end: number;

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

  document(depth: number): Doc {
    if (depth > maxDepth) throw new Failure(15, `Object nesting depth exceeds the limit of ${maxDepth}`);
    const stop = this.enter();
    const made: Doc = new Map();
    for (let type = this.buffer[this.take(1)]!; type !== 0; type = this.buffer[this.take(1)]!) {
      const name = this.cstring();
      const value = this.value(type, depth);
      // Where a name comes twice MongoDB's own look-up finds the first.
      if (!made.has(name)) made.set(name, value);
    }
    if (this.position !== stop) throw invalid('invalid bson: document length does not fit its content');
    return made;
  }

  array(depth: number): Value[] {
    if (depth > maxDepth) throw new Failure(15, `Object nesting depth exceeds the limit of ${maxDepth}`);
    const stop = this.enter();
    const made: Value[] = [];
    for (let type = this.buffer[this.take(1)]!; type !== 0; type = this.buffer[this.take(1)]!) {
      this.skipName();
      made.push(this.value(type, depth));
    }
    if (this.position !== stop) throw invalid('invalid bson: array length does not fit its content');
    return made;
  }

  /** The documents of an array as bytes; null when it holds anything else. */
  rawDocuments(): Buffer[] | null {
    const stop = this.enter();
    const made: Buffer[] = [];
    for (let type = this.buffer[this.take(1)]!; type !== 0; type = this.buffer[this.take(1)]!) {
      if (type !== 0x03) return null;
      this.skipName();
      const start = this.position;
      this.position = this.enter();
      made.push(this.buffer.subarray(start, this.position));
    }
    if (this.position !== stop) throw invalid('invalid bson: array length does not fit its content');
    return made;
  }

  skipName(): void {
    const stop = this.buffer.indexOf(0, this.position);
    if (stop < 0 || stop >= this.end) throw invalid('invalid bson: field name is not terminated');
    this.position = stop + 1;
  }

  private date(): Date {
    const milliseconds = this.buffer.readBigInt64LE(this.take(8));
    if (milliseconds > farthestDate || milliseconds < -farthestDate)
      throw new Failure(2, 'dates beyond the year 275760 are not supported by this engine');
    return new Date(Number(milliseconds));
  }

  private binary(): Binary {
    const length = this.buffer.readInt32LE(this.take(4));
    const subtype = this.buffer[this.take(1)]!;
    const start = this.take(length);
    return new Binary(subtype, this.buffer.subarray(start, start + length));
  }

  value(type: number, depth: number): Value {
    const { buffer } = this;
    switch (type) {
      case 0x01:
        return double(buffer.readDoubleLE(this.take(8)));
      case 0x02:
        return this.string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.array(depth + 1);
      case 0x05:
        return this.binary();
      case 0x06:
        return bsonUndefined;
      case 0x07: {
        const start = this.take(12);
        return new ObjectId(buffer.subarray(start, start + 12));
      }
      case 0x08: {
        const byte = buffer[this.take(1)]!;
        if (byte > 1) throw invalid('invalid bson: boolean');
        return byte === 1;
      }
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x0b:
        return new Regex(this.cstring(), this.cstring());
      case 0x0c: {
        const namespace = this.string();
        const start = this.take(12);
        return new DbPointer(namespace, buffer.subarray(start, start + 12));
      }
      case 0x0d:
        return new Code(this.string());
      case 0x0e:
        return new SymbolValue(this.string());
      case 0x0f: {
        const start = this.take(4);
        const code = this.string();
        const scope = this.document(depth + 1);
        if (buffer.readInt32LE(start) !== this.position - start) throw invalid('invalid bson: code length');
        return new CodeWithScope(code, scope);
      }
      case 0x10:
        return buffer.readInt32LE(this.take(4));
      case 0x11:
        return new Timestamp(buffer.readBigUInt64LE(this.take(8)));
      case 0x12:
        return buffer.readBigInt64LE(this.take(8));
      case 0x13: {
        const start = this.take(16);
        return new Decimal128(buffer.subarray(start, start + 16));
      }
      case 0x7f:
        return maxKey;
      case 0xff:
        return minKey;
      default:
        throw invalid(`invalid bson: unknown type ${type}`);
    }
  }

  /** Steps over a value without making it; only lengths are checked. */
  skip(type: number): void {
    switch (type) {
      case 0x01:
      case 0x09:
      case 0x11:
      case 0x12:
        this.take(8);
        return;
      case 0x02:
      case 0x0d:
      case 0x0e:
        this.take(this.buffer.readInt32LE(this.take(4)));
        return;
      case 0x03:
      case 0x04:
        this.position = this.enter();
        return;
      case 0x05:
        this.take(this.buffer.readInt32LE(this.take(4)) + 1);
        return;
      case 0x06:
      case 0x0a:
      case 0x7f:
      case 0xff:
        return;
      case 0x07:
        this.take(12);
        return;
      case 0x08:
        this.take(1);
        return;
      case 0x10:
        this.take(4);
        return;
      case 0x13:
        this.take(16);
        return;
      default:
        this.value(type, 0);
    }
  }
}

/**
 * The document at `offset`.
 * @throws Failure 22 (InvalidBSON) when the bytes are not BSON, 15 when nested too deep, 2 for a date JavaScript cannot hold.
 */
export function readDocument(buffer: Buffer, offset = 0, end = buffer.length): Doc {
  return new Reader(buffer, offset, end).document(1);
}

/**
 * The document at `offset`, as `readDocument` gives it, but of the top-level field `raw` (an array of documents) the
 * documents are left as the bytes they are, with only their lengths checked: `raws` are these and the field is not in `body`.
 * `raws` is null where the first field is not named `first`, or where there is no such array.
 */
export function readWithRaws(
  buffer: Buffer,
  offset: number,
  end: number,
  { first, raw }: { readonly first: string; readonly raw: string },
): { body: Doc; raws: Buffer[] | null } {
  const reader = new Reader(buffer, offset, end);
  const stop = reader.enter();
  const body: Doc = new Map();
  let raws: Buffer[] | null = null;
  for (let type = buffer[reader.take(1)]!; type !== 0; type = buffer[reader.take(1)]!) {
    const name = reader.cstring();
    if (body.size === 0 && name !== first) return { body: readDocument(buffer, offset, end), raws };
    const here = reader.position;
    const taken: Buffer[] | null = type === 0x04 && name === raw && !raws ? reader.rawDocuments() : null;
    if (taken) raws = taken;
    else {
      reader.position = here;
      const value = reader.value(type, 1);
      if (!body.has(name)) body.set(name, value);
    }
  }
  if (reader.position !== stop) throw invalid('invalid bson: document length does not fit its content');
  return { body, raws };
}

/** Only the named top-level fields of a stored (already checked) document; the others are stepped over unread. */
export function readFields(buffer: Buffer, names: ReadonlySet<string>): Doc {
  const reader = new Reader(buffer, 0, buffer.length);
  reader.enter();
  const made: Doc = new Map();
  for (let type = buffer[reader.take(1)]!; type !== 0; type = buffer[reader.take(1)]!) {
    const name = reader.cstring();
    if (names.has(name)) {
      made.set(name, reader.value(type, 1));
      if (made.size === names.size) break;
    } else reader.skip(type);
  }
  return made;
}
