import type { Doc, Value } from '../bson/value.js';
import { reaches } from './path.js';
import type { Trace } from './path.js';

/** A test of single values; `whole` keeps arrays at the end of a path together. */
export interface ElementTest {
  readonly operator: string;
  readonly operand: Value;
  readonly whole: boolean;
  readonly negated: boolean;
  /** A collation decides about it, so that no index can. */
  readonly collated?: boolean;
  /** Whether one value fits; undefined stands for a missing field. Not yet negated. `$elemMatch` notes its element. */
  single(value: Value | undefined, trace?: Trace): boolean;
}

/** A compiled filter: a tree the planner can read, and a test of documents. */
export type Filter =
  | ({ readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] } & Tested)
  | ({ readonly kind: 'not'; readonly part: Filter } & Tested)
  | ({ readonly kind: 'element'; readonly path: string; readonly element: ElementTest } & Tested)
  | ({ readonly kind: 'expression' } & Tested);

interface Tested {
  /** Top-level fields the test looks at; null means it may look at any. */
  readonly fields: ReadonlySet<string> | null;
  test(document: Doc, trace?: Trace): boolean;
}

function union(parts: readonly Filter[]): ReadonlySet<string> | null {
  const fields = new Set<string>();
  for (const part of parts) {
    if (part.fields === null) return null;
    for (const field of part.fields) fields.add(field);
  }
  return fields;
}

export function allOf(parts: readonly Filter[]): Filter {
  if (parts.length === 1) return parts[0]!;
  return {
    kind: 'and',
    parts,
    fields: union(parts),
    test: (document, trace) => {
      for (const part of parts) {
        if (part.test(document, trace)) continue;
        if (trace) trace.index = null;
        return false;
      }
      return true;
    },
  };
}

export function anyOf(parts: readonly Filter[]): Filter {
  return {
    kind: 'or',
    parts,
    fields: union(parts),
    test: (document, trace) => parts.some((part) => part.test(document, trace)),
  };
}

export function noneOf(parts: readonly Filter[]): Filter {
  return {
    kind: 'nor',
    parts,
    fields: union(parts),
    test: (document) => !parts.some((part) => part.test(document)),
  };
}

export function negation(part: Filter): Filter {
  return { kind: 'not', part, fields: part.fields, test: (document) => !part.test(document) };
}

/** An element test at a dotted path. */
export function atPath(path: string, element: ElementTest): Filter {
  const parts = path.split('.');
  const single = element.single.bind(element);
  return {
    kind: 'element',
    path,
    element,
    fields: new Set([parts[0]!]),
    test: element.negated
      ? (document) => !reaches(document, parts, element.whole, single, undefined)
      : (document, trace) => reaches(document, parts, element.whole, single, trace),
  };
}

export const everything: Filter = { kind: 'and', parts: [], fields: new Set(), test: () => true };

/** The paths that the conditions of a filter are about. */
export function* conditionPaths(filter: Filter): Generator<string> {
  if (filter.kind === 'element') yield filter.path;
  else if (filter.kind === 'not') yield* conditionPaths(filter.part);
  else if (filter.kind !== 'expression') for (const part of filter.parts) yield* conditionPaths(part);
}
