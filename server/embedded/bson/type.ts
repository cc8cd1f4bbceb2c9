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

/** BSON type numbers by the alias that `$type` takes. */
export const typeNumbers: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const names = new Map(Object.entries(typeNumbers).map(([name, number]) => [number, name]));

/** BSON's number of a value's type (minKey is -1). */
export function typeOf(value: Value): number {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 16 : 1;
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'bigint':
      return 18;
    default:
      return typeOfObject(value);
  }
}

function typeOfObject(value: object | null): number {
  if (value === null) return 10;
  if (value instanceof Map) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof Date) return 9;
  if (value instanceof ObjectId) return 7;
  if (value instanceof Double) return 1;
  if (value instanceof Binary) return 5;
  if (value instanceof Decimal128) return 19;
  if (value instanceof Regex) return 11;
  if (value instanceof Timestamp) return 17;
  if (value instanceof Special) return value.name === 'minKey' ? -1 : value.name === 'maxKey' ? 127 : 6;
  if (value instanceof Code) return 13;
  if (value instanceof CodeWithScope) return 15;
  if (value instanceof SymbolValue) return 14;
  if (value instanceof DbPointer) return 12;
  throw new TypeError('not a BSON value');
}

/** The alias of a value's type; `missing` when there is no value. */
export function typeName(value: Value | undefined): string {
  return value === undefined ? 'missing' : (names.get(typeOf(value)) ?? 'unknown');
}

/** The alias of a type number, or undefined when there is no such type. */
export function typeNameOf(number: number): string | undefined {
  return names.get(number);
}

/**
 * Where a type stands in MongoDB's order: MinKey, undefined, null, numbers, strings, objects, arrays, binary, ObjectId,
 * bool, date, timestamp, regex, pointer, code, MaxKey ("Comparison/Sort Order" of the manual; canonicalizeBSONType).
 */
const ranks = new Map([
  [-1, 1],
  [6, 3],
  [10, 5],
  [16, 10],
  [1, 10],
  [18, 10],
  [19, 10],
  [2, 15],
  [14, 15],
  [3, 20],
  [4, 25],
  [5, 30],
  [7, 35],
  [8, 40],
  [9, 45],
  [17, 47],
  [11, 50],
  [12, 55],
  [13, 60],
  [15, 65],
  [127, 127],
]);

/** The rank of a value's type; values of equal rank are compared by value. */
export function rankOf(value: Value): number {
  return ranks.get(typeOf(value)) ?? 0;
}

export function isNumeric(value: Value | undefined): value is number | bigint | Double | Decimal128 {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Decimal128
  );
}
