import type { TextOrder } from './collation.js';
import { compareDecimals } from './decimal-arithmetic.js';
import { decimalOfDouble, decimalOfInteger, fromDecimal128 } from './decimal.js';
import type { Decimal } from './decimal.js';
import { rankOf } from './type.js';
import { Code, CodeWithScope, DbPointer, Decimal128, Double, Regex, SymbolValue } from './value.js';
import type { Doc, Value, Binary, ObjectId, Timestamp } from './value.js';

type Numeric = number | bigint | Double | Decimal128;

function exact(value: number | bigint | Decimal128): Decimal {
  if (value instanceof Decimal128) return fromDecimal128(value);
  return typeof value === 'bigint' ? decimalOfInteger(value) : decimalOfDouble(value);
}

/** Numbers by value whatever their types, exactly; NaN is the smallest and equal to itself. */
export function compareNumbers(left: Numeric, right: Numeric): number {
  const a = left instanceof Double ? left.value : left;
  const b = right instanceof Double ? right.value : right;
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareDecimals(exact(a), exact(b));
  if (a < b) return -1;
  if (a > b) return 1;
  // `==` on purpose: it compares a bigint and a number by value, exactly.
  if (a == b) return 0; // eslint-disable-line eqeqeq
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** Strings in the order of their UTF-8 bytes, which differs from JavaScript's above U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    const leftSurrogate = left >= 0xd800 && left <= 0xdfff;
    const rightSurrogate = right >= 0xd800 && right <= 0xdfff;
    if (leftSurrogate !== rightSurrogate) return leftSurrogate ? 1 : -1;
    return left < right ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

function order(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Field by field in their order: type, then name, then value; what ends first is smaller. */
export function compareDocs(a: Doc, b: Doc, text: TextOrder = compareStrings): number {
  const left = a.entries();
  const right = b.entries();
  for (;;) {
    const one = left.next();
    const two = right.next();
    if (one.done || two.done) return Number(two.done ?? false) - Number(one.done ?? false);
    const [nameA, valueA] = one.value;
    const [nameB, valueB] = two.value;
    const compared =
      order(rankOf(valueA), rankOf(valueB)) ||
      compareStrings(nameA, nameB) ||
      compareValues(valueA, valueB, text);
    if (compared !== 0) return compared;
  }
}

function compareArrays(a: Value[], b: Value[], text: TextOrder): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const compared = compareValues(a[at]!, b[at]!, text);
    if (compared !== 0) return compared;
  }
  return order(a.length, b.length);
}

function compareBinaries(a: Binary, b: Binary): number {
  return (
    order(a.bytes.length, b.bytes.length) || order(a.subtype, b.subtype) || Buffer.compare(a.bytes, b.bytes)
  );
}

function textOf(value: Value): string {
  return value instanceof SymbolValue ? value.text : (value as string);
}

/**
 * MongoDB's order of all values ("Comparison/Sort Order" of the manual): by type first, then by value.
 * @param text the order of texts, where a collation gives one; names of fields are compared by their bytes all the same
 * @returns -1, 0 or 1
 */
export function compareValues(a: Value, b: Value, text: TextOrder = compareStrings): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  const ranks = order(rank, rankOf(b));
  if (ranks !== 0) return ranks;
  switch (rank) {
    case 10:
      return compareNumbers(a as Numeric, b as Numeric);
    case 15:
      return text(textOf(a), textOf(b));
    case 20:
      return compareDocs(a as Doc, b as Doc, text);
    case 25:
      return compareArrays(a as Value[], b as Value[], text);
    case 30:
      return compareBinaries(a as Binary, b as Binary);
    case 35:
      return Buffer.compare((a as ObjectId).bytes, (b as ObjectId).bytes);
    case 40:
      return order(Number(a), Number(b));
    case 45:
      return order((a as Date).getTime(), (b as Date).getTime());
    case 47:
      return order((a as Timestamp).value, (b as Timestamp).value);
    default:
      return compareRare(a, b);
  }
}

function compareRare(a: Value, b: Value): number {
  if (a instanceof Regex && b instanceof Regex)
    return compareStrings(a.pattern, b.pattern) || compareStrings(a.flags, b.flags);
  if (a instanceof DbPointer && b instanceof DbPointer)
    return (
      order(a.namespace.length, b.namespace.length) ||
      compareStrings(a.namespace, b.namespace) ||
      Buffer.compare(a.bytes, b.bytes)
    );
  if (a instanceof Code && b instanceof Code) return compareStrings(a.code, b.code);
  if (a instanceof CodeWithScope && b instanceof CodeWithScope)
    return compareStrings(a.code, b.code) || compareDocs(a.scope, b.scope);
  return 0;
}

export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}
