import type { Doc, Value } from '../bson/value.js';

/** The values that a document joins by; where nothing stands it joins as null. */
export function localValues(document: Doc, parts: readonly string[]): Value[] {
  const values = valuesAt(document, parts);
  return values.length === 0 ? [null] : values;
}

/**
 * All values at a path through documents and arrays of them; a number also names a position. An array at the end is given by
 * its elements.
 */
export function valuesAt(document: Doc, parts: readonly string[]): Value[] {
  const values: Value[] = [];
  const walk = (from: Doc, depth: number): void => {
    let value = from.get(parts[depth]!);
    let next = depth + 1;
    while (Array.isArray(value) && next < parts.length && /^(?:0|[1-9]\d*)$/.test(parts[next]!))
      value = value[Number(parts[next++])];
    if (value === undefined) return;
    if (next === parts.length) {
      if (Array.isArray(value)) values.push(...value);
      else values.push(value);
    } else if (value instanceof Map) walk(value, next);
    else if (Array.isArray(value)) for (const item of value) if (item instanceof Map) walk(item, next);
  };
  walk(document, 0);
  return values;
}
