import { GrowingBuffer } from './growing-buffer.js';
import { checkDepth } from './nesting.js';
import {
  Binary,
  Code,
  CodeWithScope,
  DbPointer,
  Decimal128,
  Double,
  ObjectId,
  Regex,
  Special,
  SymbolValue,
  Timestamp,
  isInt32,
} from './value.js';
import type { Value } from './value.js';

/** A document already in BSON, written into a reply as it stands. */
export class RawDocument {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export type Writable = Value | RawDocument | readonly Writable[] | ReadonlyMap<string, Writable>;

/** Field names and most values are short ASCII, for which a call into the runtime costs more than the writing. */
function writeShortAscii(buffer: Buffer, text: string, at: number): number | null {
  const { length } = text;
  if (length > 24) return null;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return null;
    buffer[at + index] = code;
  }
  return length;
}

/** Writes values as the elements of BSON documents. */
export class ValueWriter extends GrowingBuffer {
  private int32(value: number): void {
    const at = this.need(4);
    this.buffer.writeInt32LE(value, at);
  }

  private text(text: string): void {
    const at = this.need(text.length * 3);
    this.position = at + (writeShortAscii(this.buffer, text, at) ?? this.buffer.write(text, at, 'utf8'));
  }

  private cstring(text: string): void {
    this.text(text);
    this.byte(0);
  }

  private string(text: string): void {
    const at = this.need(4);
    this.cstring(text);
    this.buffer.writeInt32LE(this.position - at - 4, at);
  }

  document(entries: Iterable<[string, Writable]>, depth: number): void {
    checkDepth(depth);
    const at = this.need(4);
    for (const [name, value] of entries) this.element(name, value, depth);
    this.byte(0);
    this.buffer.writeInt32LE(this.position - at, at);
  }

  private array(items: readonly Writable[], depth: number): void {
    checkDepth(depth);
    const at = this.need(4);
    for (let index = 0; index < items.length; index++) this.element(String(index), items[index]!, depth);
    this.byte(0);
    this.buffer.writeInt32LE(this.position - at, at);
  }

  private start(type: number, name: string): void {
    this.byte(type);
    this.cstring(name);
  }

  private element(name: string, value: Writable, depth: number): void {
    switch (typeof value) {
      case 'number':
        return this.number(name, value);
      case 'string':
        this.start(0x02, name);
        return this.string(value);
      case 'boolean':
        this.start(0x08, name);
        return this.byte(value ? 1 : 0);
      case 'bigint':
        return this.long(0x12, name, value);
      default:
        return this.object(name, value, depth);
    }
  }

  private number(name: string, value: number): void {
    if (isInt32(value)) {
      this.start(0x10, name);
      this.int32(value);
    } else this.double(name, value);
  }

  private double(name: string, value: number): void {
    this.start(0x01, name);
    const at = this.need(8);
    this.buffer.writeDoubleLE(value, at);
  }

  private long(type: number, name: string, value: bigint): void {
    this.start(type, name);
    const at = this.need(8);
    this.buffer.writeBigUInt64LE(BigInt.asUintN(64, value), at);
  }

  private object(
    name: string,
    value: Exclude<Writable, string | number | boolean | bigint>,
    depth: number,
  ): void {
    if (value === null) return this.start(0x0a, name);
    if (value instanceof Map) {
      this.start(0x03, name);
      return this.document(value, depth + 1);
    }
    if (value instanceof RawDocument) {
      this.start(0x03, name);
      return this.bytes(value.bytes);
    }
    if (Array.isArray(value)) {
      this.start(0x04, name);
      return this.array(value, depth + 1);
    }
    if (value instanceof Date) return this.long(0x09, name, BigInt(value.getTime()));
    if (value instanceof ObjectId) {
      this.start(0x07, name);
      return this.bytes(value.bytes);
    }
    if (value instanceof Double) return this.double(name, value.value);
    if (value instanceof Timestamp) return this.long(0x11, name, value.value);
    if (value instanceof Decimal128) {
      this.start(0x13, name);
      return this.bytes(value.bytes);
    }
    if (value instanceof Binary) {
      this.start(0x05, name);
      this.int32(value.bytes.length);
      this.byte(value.subtype);
      return this.bytes(value.bytes);
    }
    this.rare(name, value as Value, depth);
  }

  private rare(name: string, value: Value, depth: number): void {
    if (value instanceof Regex) {
      this.start(0x0b, name);
      this.cstring(value.pattern);
      this.cstring(value.flags);
    } else if (value instanceof Special) {
      this.start(value.name === 'minKey' ? 0xff : value.name === 'maxKey' ? 0x7f : 0x06, name);
    } else if (value instanceof Code) {
      this.start(0x0d, name);
      this.string(value.code);
    } else if (value instanceof SymbolValue) {
      this.start(0x0e, name);
      this.string(value.text);
    } else if (value instanceof CodeWithScope) {
      this.start(0x0f, name);
      const at = this.need(4);
      this.string(value.code);
      this.document(value.scope, depth + 1);
      this.buffer.writeInt32LE(this.position - at, at);
    } else if (value instanceof DbPointer) {
      this.start(0x0c, name);
      this.string(value.namespace);
      this.bytes(value.bytes);
    } else throw new TypeError(`not a BSON value: ${name}`);
  }
}
