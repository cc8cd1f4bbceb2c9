import { compareDecimals, addDecimals, negateDecimal } from './decimal-arithmetic.js';
import { decimalOfDouble, decimalOfInteger, decimalToNumber, fromDecimal128 } from './decimal.js';
import type { Decimal } from './decimal.js';
import { GrowingBuffer } from './growing-buffer.js';
import { rankOf } from './type.js';
import {
  Binary,
  Code,
  CodeWithScope,
  DbPointer,
  Decimal128,
  Double,
  ObjectId,
  Regex,
  SymbolValue,
  Timestamp,
} from './value.js';
import type { Doc, Value } from './value.js';

/**
 * Bytes whose order (memcmp) is MongoDB's order of the values, equal exactly when the values compare equal. No key is the
 * beginning of another, so keys can be set behind each other; a descending part has its bytes inverted.
 */
class KeyWriter extends GrowingBuffer {
  constructor() {
    super(Buffer.allocUnsafe(256));
  }

  uint32(value: number): void {
    const at = this.need(4);
    this.buffer.writeUInt32BE(value, at);
  }

  /** Text ends with 00 00; a 00 inside becomes 00 FF, so the end sorts first. */
  text(text: string): void {
    const at = this.need(text.length * 3);
    const length = this.buffer.write(text, at, 'utf8');
    this.position = at + length;
    if (this.buffer.subarray(at, this.position).includes(0)) {
      const parts = text.split('\0');
      this.position = at;
      parts.forEach((part, index) => {
        if (index > 0) {
          this.byte(0);
          this.byte(0xff);
        }
        const start = this.need(part.length * 3);
        this.position = start + this.buffer.write(part, start, 'utf8');
      });
    }
    this.byte(0);
    this.byte(0);
  }

  /** IEEE bits made comparable: the sign bit turned for positives, all bits for negatives. */
  double(value: number): void {
    const at = this.need(8);
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, at);
    if (this.buffer[at]! & 0x80) for (let i = at; i < at + 8; i++) this.buffer[i] = ~this.buffer[i]! & 0xff;
    else this.buffer[at]! |= 0x80;
  }

  number(value: number | bigint | Decimal128): void {
    if (typeof value === 'number') {
      if (Number.isNaN(value)) return this.byte(0);
      this.byte(1);
      this.double(value);
      return this.byte(0);
    }
    if (typeof value === 'bigint' && value >= -9007199254740992n && value <= 9007199254740992n)
      return this.number(Number(value));
    this.exact(typeof value === 'bigint' ? decimalOfInteger(value) : fromDecimal128(value));
  }

  /** The largest double not above the number, then what is missing to it as a decimal. */
  private exact(value: Decimal): void {
    if (value.kind === 'nan') return this.byte(0);
    if (value.kind === 'infinity') return this.number(value.negative ? -Infinity : Infinity);
    let floor = decimalToNumber(value);
    if (floor === Infinity) floor = Number.MAX_VALUE;
    if (compareDecimals(decimalOfDouble(floor), value) > 0) floor = previousDouble(floor);
    this.byte(1);
    this.double(floor);
    const beyond = floor === -Infinity;
    const rest = beyond ? value : addDecimals(value, negateDecimal(decimalOfDouble(floor)));
    if (rest.coefficient === 0n) return this.byte(0);
    this.byte(1);
    const digits = rest.coefficient.toString();
    const magnitude = digits.length + rest.exponent;
    const significant = digits.replace(/0+$/, '');
    const at = this.need(2);
    this.buffer.writeUInt16BE(beyond ? 0x8000 - magnitude : 0x8000 + magnitude, at);
    for (const digit of significant) this.byte(beyond ? 0x80 - digit.charCodeAt(0) : digit.charCodeAt(0));
    this.byte(beyond ? 0xff : 0);
  }

  doc(value: Doc): void {
    for (const [name, item] of value) {
      this.byte(rankOf(item));
      this.text(name);
      this.content(item);
    }
    this.byte(0);
  }

  value(value: Value): void {
    this.byte(rankOf(value));
    this.content(value);
  }

  private content(value: Value): void {
    switch (typeof value) {
      case 'number':
      case 'bigint':
        return this.number(value);
      case 'string':
        return this.text(value);
      case 'boolean':
        return this.byte(value ? 1 : 0);
    }
    if (value instanceof Double) return this.number(value.value);
    if (value instanceof ObjectId) return this.bytes(value.bytes);
    if (value instanceof Date) {
      const at = this.need(8);
      this.buffer.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value.getTime()) ^ (1n << 63n)), at);
      return;
    }
    if (value instanceof Map) return this.doc(value);
    if (Array.isArray(value)) {
      for (const item of value) this.value(item);
      return this.byte(0);
    }
    this.rare(value);
  }

  private rare(value: Value): void {
    if (value instanceof Decimal128) this.number(value);
    else if (value instanceof Binary) {
      this.uint32(value.bytes.length);
      this.byte(value.subtype);
      this.bytes(value.bytes);
    } else if (value instanceof Timestamp) {
      const at = this.need(8);
      this.buffer.writeBigUInt64BE(value.value, at);
    } else if (value instanceof Regex) {
      this.text(value.pattern);
      this.text(value.flags);
    } else if (value instanceof SymbolValue) this.text(value.text);
    else if (value instanceof Code) this.text(value.code);
    else if (value instanceof CodeWithScope) {
      this.text(value.code);
      this.doc(value.scope);
    } else if (value instanceof DbPointer) {
      this.uint32(value.namespace.length);
      this.text(value.namespace);
      this.bytes(value.bytes);
    }
  }
}

function previousDouble(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/**
 * One part of an index key.
 * @param direction 1 ascending, -1 descending
 */
export function keyOf(value: Value, direction: 1 | -1 = 1): Buffer {
  const writer = new KeyWriter();
  writer.value(value);
  const key = Buffer.from(writer.buffer.subarray(0, writer.position));
  if (direction === -1) for (let at = 0; at < key.length; at++) key[at] = ~key[at]! & 0xff;
  return key;
}
