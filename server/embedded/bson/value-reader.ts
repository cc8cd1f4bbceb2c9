import { Failure } from '../failure.js';
import { ByteReader, invalid } from './byte-reader.js';
import { checkDepth } from './nesting.js';
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

/** What a JavaScript date can hold; a BSON date beyond it is refused rather than rounded. */
const farthestDate = 8_640_000_000_000_000n;

/** Reads the values of BSON documents. */
export class ValueReader extends ByteReader {
  document(depth: number): Doc {
    checkDepth(depth);
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
    checkDepth(depth);
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
