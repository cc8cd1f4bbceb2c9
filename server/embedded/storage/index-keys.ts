import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import { bsonUndefined } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';

export interface KeyPart {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** What one document stands for in an index: one row of values a key; undefined where a field is missing. */
export interface KeyRows {
  readonly rows: (Value | undefined)[][];
  /** Positions of the parts that met an array. */
  readonly multikey: ReadonlySet<number>;
}

const noParts: ReadonlySet<number> = new Set();

/** A path walked through documents until a value, an array or nothing; `rest` is what of the path is still to go. */
function descend(
  start: Value | undefined,
  parts: readonly string[],
): { value: Value | undefined; rest: readonly string[] } {
  let value = start;
  for (let depth = 0; depth < parts.length; depth++) {
    if (Array.isArray(value)) return { value, rest: parts.slice(depth) };
    value = value instanceof Map ? value.get(parts[depth]!) : undefined;
  }
  return { value, rest: [] };
}

/**
 * The rows of values of a document under a key pattern: an array makes a row of each of its elements (an empty one a row of
 * BSON undefined), and parts below the same array go through it together.
 * @throws Failure 171 when two parts meet different arrays
 */
export function keyRows(document: Doc, pattern: readonly KeyPart[]): KeyRows {
  const row = plainRow(document, pattern);
  return row ? { rows: [row], multikey: noParts } : expandedRows(document, pattern);
}

/** The one row of a document whose paths meet no array, which is nearly every document; else null. */
function plainRow(document: Doc, pattern: readonly KeyPart[]): (Value | undefined)[] | null {
  const row: (Value | undefined)[] = [];
  for (const { parts } of pattern) {
    let value: Value | undefined = document;
    for (const part of parts) {
      if (Array.isArray(value)) return null;
      value = value instanceof Map ? value.get(part) : undefined;
    }
    if (Array.isArray(value)) return null;
    row.push(value);
  }
  return row;
}

function expandedRows(document: Doc, pattern: readonly KeyPart[]): KeyRows {
  const rows: (Value | undefined)[][] = [];
  const multikey = new Set<number>();
  const expand = (starts: (Value | undefined)[], paths: (readonly string[] | null)[]): void => {
    const row: (Value | undefined)[] = [];
    const rests: (readonly string[] | null)[] = [];
    let array: Value[] | null = null;
    let first = -1;
    for (let part = 0; part < pattern.length; part++) {
      const path = paths[part]!;
      if (path === null) {
        row.push(starts[part]);
        rests.push(null);
        continue;
      }
      const { value, rest } = descend(starts[part], path);
      row.push(value);
      rests.push(Array.isArray(value) ? rest : null);
      if (!Array.isArray(value)) continue;
      multikey.add(part);
      if (array !== null && array !== value)
        throw new Failure(
          171,
          `cannot index parallel arrays [${pattern[part]!.parts.at(-1)}] [${pattern[first]!.parts.at(-1)}]`,
        );
      array = value;
      first = part;
    }
    if (array === null) {
      rows.push(row);
      return;
    }
    const positions = new Set(
      rests
        .filter((rest) => rest?.length)
        .map((rest) => rest![0]!)
        .filter((name) => /^\d+$/.test(name)),
    );
    const items: (Value | undefined)[] = array.length === 0 ? [undefined] : array;
    for (const item of items) {
      expand(
        row.map((value, part) => {
          const rest = rests[part];
          if (!rest) return value;
          if (rest.length === 0) return array!.length === 0 ? bsonUndefined : item;
          // A number on the path means a position of this array, unless its documents have such a field.
          if (positions.has(rest[0]!) && !(item instanceof Map && item.has(rest[0]!)))
            return array![Number(rest[0])];
          return item instanceof Map ? item : undefined;
        }),
        rests.map((rest) => {
          if (!rest || rest.length === 0) return null;
          return positions.has(rest[0]!) && !(item instanceof Map && item.has(rest[0]!))
            ? rest.slice(1)
            : rest;
        }),
      );
    }
  };
  expand(
    pattern.map(() => document),
    pattern.map(({ parts }) => parts),
  );
  return { rows, multikey };
}

/** Bytes of one row: its parts behind each other; a missing field is null in an index. */
export function rowKey(row: readonly (Value | undefined)[], pattern: readonly KeyPart[]): Buffer {
  if (row.length === 1) return keyOf(row[0] ?? null, pattern[0]!.direction);
  return Buffer.concat(row.map((value, part) => keyOf(value ?? null, pattern[part]!.direction)));
}
