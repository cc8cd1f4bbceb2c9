import type { Doc, Value } from '../bson/value.js';

/** Where a match was found: the index in the outermost array on the way, which the positional `$` of an update uses. */
export interface Trace {
  index: number | null;
}

type Leaf = (value: Value | undefined, trace?: Trace) => boolean;

/**
 * Offers the values a dotted path reaches, as MongoDB's matcher sees them, until one is taken: arrays on the way are
 * entered, a number names a position as well as a field, and a missing field is offered as `undefined`. At the end of the
 * path an array is offered element by element, then whole; with `whole` only whole, as is what a position at the end names.
 */
export function reaches(
  root: Doc,
  parts: readonly string[],
  whole: boolean,
  leaf: Leaf,
  trace: Trace | undefined,
): boolean {
  // Nearly every path goes through documents only, and closures for the others cost more than the walk.
  let reached: Value | undefined = root;
  let passed = 0;
  while (passed < parts.length && reached instanceof Map) reached = reached.get(parts[passed++]!);
  if (!Array.isArray(reached)) return leaf(passed === parts.length ? reached : undefined);
  const offer = (value: Value | undefined, outer: number | null): boolean => {
    if (Array.isArray(value) && !whole) {
      for (let index = 0; index < value.length; index++)
        if (leaf(value[index])) return found(trace, outer ?? index);
    }
    return leaf(value, trace) && found(trace, outer);
  };
  const walk = (value: Value | undefined, depth: number, outer: number | null): boolean => {
    if (depth === parts.length) return offer(value, outer);
    if (value instanceof Map) return walk(value.get(parts[depth]!), depth + 1, outer);
    if (!Array.isArray(value)) return offer(undefined, outer);
    // A path that ends with a dot ends at the array itself.
    if (parts[depth] === '' && depth + 1 === parts.length) return offer(value, outer);
    for (let index = 0; index < value.length; index++) {
      const item = value[index]!;
      const at = outer ?? index;
      if (item instanceof Map && walk(item, depth, at)) return true;
      if (parts[depth] !== String(index)) continue;
      if (depth + 1 === parts.length) {
        if (leaf(item, trace)) return found(trace, at);
        // A position that the path itself names is not one that was found.
      } else if ((item instanceof Map || Array.isArray(item)) && walk(item, depth + 1, outer)) return true;
    }
    return false;
  };
  return walk(root, 0, null);
}

function found(trace: Trace | undefined, index: number | null): true {
  if (trace && index !== null) trace.index = index;
  return true;
}

/** The values a dotted path reaches for `distinct`: arrays, also in the end, are given by their elements. */
export function distinctValues(root: Doc, parts: readonly string[]): Value[] {
  const values: Value[] = [];
  const walk = (value: Value | undefined, depth: number): void => {
    if (value === undefined) return;
    if (depth === parts.length) {
      if (Array.isArray(value)) values.push(...value);
      else values.push(value);
    } else if (value instanceof Map) walk(value.get(parts[depth]!), depth + 1);
    else if (Array.isArray(value)) {
      const position = /^(?:0|[1-9]\d*)$/.test(parts[depth]!) ? Number(parts[depth]) : -1;
      if (position >= 0 && position < value.length) walk(value[position], depth + 1);
      for (const item of value) if (item instanceof Map) walk(item, depth);
    }
  };
  walk(root, 0);
  return values;
}

/** The value at a dotted path through documents only, or undefined. */
export function plainValue(root: Doc, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = root;
  for (const part of parts) value = value instanceof Map ? value.get(part) : undefined;
  return value;
}
