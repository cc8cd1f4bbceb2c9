import { Failure } from '../failure.js';
import type { TextOrder } from '../bson/collation.js';
import { compareStrings, compareValues } from '../bson/compare.js';
import { integerOf, numberOf } from '../bson/number.js';
import { show, showDoc } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { pathParts } from '../expression/field-path.js';
import { keyRows } from '../storage/index-keys.js';
import type { KeyPart } from '../storage/index-keys.js';

/** A compiled sort: the paths and their directions. */
export type SortPattern = readonly KeyPart[];

/** @throws Failure 15974, 15975, 2 for what is no sort order */
export function sortPattern(order: Doc): SortPattern {
  return [...order].map(([path, value]) => {
    if (value instanceof Map) {
      if (value.has('$meta')) throw new Failure(238, 'sorting by $meta is not supported by this engine');
      throw new Failure(15975, `$sort key ordering must be specified using a number or {$meta: 'text'}`);
    }
    if (!isNumeric(value))
      throw new Failure(15974, `Illegal key in $sort specification: ${path}: ${show(value)}`);
    const direction = integerOf(value);
    if (direction !== 1 && direction !== -1) {
      if (numberOf(value) === 0 || direction === null || Math.abs(direction) > 1)
        throw new Failure(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    if (path === '$natural') {
      if (order.size === 1) return { path, parts: [path], direction: direction as 1 | -1 };
      throw new Failure(2, `Cannot include '$natural' in compound sort: ${showDoc(order)}`);
    }
    if (path === '') throw new Failure(15998, 'FieldPath field names may not be empty strings.');
    return { path, parts: pathParts(path), direction: direction as 1 | -1 };
  });
}

/** The values a document is sorted by: of several rows (arrays) the one that comes first. A missing field counts as null. */
export function sortKey(document: Doc, pattern: SortPattern, text?: TextOrder | null): Value[] {
  const only = pattern[0];
  if (pattern.length === 1 && only!.parts.length === 1) {
    const value = document.get(only!.path);
    if (!Array.isArray(value)) return [value ?? null];
  }
  let best: Value[] | null = null;
  for (const row of rowsOf(document, pattern)) {
    const key = row.map((value) => value ?? null);
    if (best === null || compareSortKeys(key, best, pattern, text) < 0) best = key;
  }
  return best!;
}

function rowsOf(document: Doc, pattern: SortPattern): (Value | undefined)[][] {
  try {
    return keyRows(document, pattern).rows;
  } catch (error) {
    if (error instanceof Failure && error.code === 171)
      throw new Failure(2, 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

export function compareSortKeys(
  a: readonly Value[],
  b: readonly Value[],
  pattern: SortPattern,
  text?: TextOrder | null,
): number {
  for (let part = 0; part < pattern.length; part++) {
    const compared = compareValues(a[part]!, b[part]!, text ?? compareStrings);
    if (compared !== 0) return compared * pattern[part]!.direction;
  }
  return 0;
}

/** Compares list elements by the fields of a pattern, or whole (null); what is no document counts as having no field. */
export function compareValuesBy(pattern: SortPattern | null): (a: Value, b: Value) => number {
  if (pattern === null) return compareValues;
  const keyed = (value: Value): Value[] => sortKey(value instanceof Map ? value : new Map(), pattern);
  return (a, b) => compareSortKeys(keyed(a), keyed(b), pattern);
}
