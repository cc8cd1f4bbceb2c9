import { Failure } from '../failure.js';
import { longOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import { Binary } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { ElementTest } from './filter.js';
import { element } from './operators.js';

type HasBit = (position: number) => boolean;

function bitOfLong(bits: bigint): HasBit {
  return (position) => (position >= 63 ? bits < 0n : ((bits >> BigInt(position)) & 1n) === 1n);
}

function bitOfBytes(bytes: Uint8Array): HasBit {
  return (position) => (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
}

function bitPosition(item: Value, index: number): number {
  const at = `${index}: ${show(item)}`;
  const position = isNumeric(item) ? longOf(item) : null;
  if (position === null) throw new Failure(2, `bit positions must be an integer but got: ${at}`);
  if (position < 0n) throw new Failure(2, `bit positions must be >= 0 but got: ${at}`);
  if (position > 0x7fffffffn)
    throw new Failure(2, `bit positions cannot be represented as a 32-bit signed integer: ${at}`);
  return Number(position);
}

function* setBits(has: HasBit, length: number): Generator<number> {
  for (let position = 0; position < length; position++) if (has(position)) yield position;
}

/** The positions an operand names: a list, as it is (a position may be far beyond 64), or the bits of a mask. */
function positionsOf(operator: string, operand: Value): () => Iterable<number> {
  if (Array.isArray(operand)) {
    const positions = operand.map(bitPosition);
    return () => positions;
  }
  if (operand instanceof Binary) {
    const { bytes } = operand;
    return () => setBits(bitOfBytes(bytes), 8 * bytes.length);
  }
  if (!isNumeric(operand))
    throw new Failure(
      2,
      `${operator} takes an Array, a number, or a BinData but received: ${operator}: ${show(operand)}`,
    );
  const mask = longOf(operand);
  if (mask === null) throw new Failure(9, `Expected an integer: ${operator}: ${show(operand)}`);
  if (mask < 0n) throw new Failure(9, `Expected a non-negative number in: ${operator}: ${mask}`);
  const positions = [...setBits(bitOfLong(mask), 63)];
  return () => positions;
}

function bitsOf(value: Value | undefined): HasBit | null {
  if (value instanceof Binary) return bitOfBytes(value.bytes);
  if (!isNumeric(value)) return null;
  const whole = longOf(value);
  return whole === null ? null : bitOfLong(whole);
}

/** `$bitsAllSet` and its three sisters; numbers extend their sign, binaries extend with zeros. */
export function bitTest(operator: string, operand: Value): ElementTest {
  const positions = positionsOf(operator, operand);
  const wanted = operator.endsWith('Set');
  const all = operator.startsWith('$bitsAll');
  return element(operator, operand, (value) => {
    const has = bitsOf(value);
    if (has === null) return false;
    for (const position of positions()) if ((has(position) === wanted) !== all) return !all;
    return all;
  });
}
