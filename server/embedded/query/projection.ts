import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import type { Scope, Variables } from '../expression/scope.js';
import type { Filter } from './filter.js';
import type { FindOperator } from './projection-operators.js';
import { isTree, planProjection } from './projection-plan.js';
import type { Tree } from './projection-plan.js';

/** Makes the projected document; `matched` is the array position the query matched, for the positional `$`. */
export type Projection = (document: Doc, matched: number | null) => Doc;

/**
 * Compiles the projection of a find with its filter, or with null that of `$project`.
 * @throws Failure as `planProjection` does
 */
export function compileProjection(spec: Doc, variables: Variables, filter: Filter | null): Projection {
  const { root, operators, inclusive } = planProjection(spec, variables, filter);
  return (document, matched) => {
    const scope = variables.withRoot(document);
    let made = inclusive ? compute(includeTree(document, root), root, scope) : excludeTree(document, root);
    for (const operator of operators) made = applyOperator(made, document, operator, matched, inclusive);
    return made;
  };
}

/** Keeps only what a tree includes; arrays on the way are mapped and lose what is no document. */
export function includeTree(document: Doc, tree: Tree): Doc {
  const made: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.children.get(name);
    if (node === 'include') made.set(name, value);
    else if (node !== undefined && typeof node === 'object') {
      if (!isTree(node)) {
        // A computed field keeps the place that the field of its name had.
        continue;
      }
      const inner = includeValue(value, node);
      if (inner !== undefined) made.set(name, inner);
    }
  }
  return made;
}

function includeValue(value: Value, tree: Tree): Value | undefined {
  if (value instanceof Map) return includeTree(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => {
    const inner = includeValue(item, tree);
    return inner === undefined ? [] : [inner];
  });
}

/** Drops what a tree excludes. */
export function excludeTree(document: Doc, tree: Tree): Doc {
  const made: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.children.get(name);
    if (node === 'exclude') continue;
    made.set(
      name,
      node !== undefined && typeof node === 'object' && isTree(node) ? excludeValue(value, node) : value,
    );
  }
  return made;
}

function excludeValue(value: Value, tree: Tree): Value {
  if (value instanceof Map) return excludeTree(value, tree);
  return Array.isArray(value) ? value.map((item) => excludeValue(item, tree)) : value;
}

/** Adds the computed fields of a tree, inside arrays to each element. */
function compute(made: Doc, tree: Tree, scope: Scope): Doc {
  for (const [name, node] of tree.children) {
    if (typeof node !== 'object') continue;
    if (!isTree(node)) {
      const value = node.compute(scope);
      if (value === undefined) made.delete(name);
      else made.set(name, value);
    } else if (hasComputed(node)) made.set(name, computeIn(made.get(name), node, scope));
  }
  return made;
}

function computeIn(value: Value | undefined, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => computeIn(item, tree, scope));
  return compute(value instanceof Map ? value : new Map(), tree, scope);
}

function hasComputed(tree: Tree): boolean {
  return [...tree.children.values()].some(
    (node) => typeof node === 'object' && (!isTree(node) || hasComputed(node)),
  );
}

function applyOperator(
  made: Doc,
  document: Doc,
  operator: FindOperator,
  matched: number | null,
  inclusive: boolean,
): Doc {
  if (operator.kind === '$') {
    if (matched === null)
      throw new Failure(51246, "positional operator '.$' couldn't find a matching element in the array");
    return alongPath(made, operator.path.split('.'), (value) =>
      Array.isArray(value) ? (matched < value.length ? [value[matched]!] : []) : value,
    );
  }
  if (operator.kind === '$elemMatch') {
    const value = document.get(operator.path);
    const hit = Array.isArray(value) ? value.find((item) => operator.fits(item)) : undefined;
    // What an inclusion computes comes last; an exclusion leaves every field its place.
    if (hit === undefined || inclusive) made.delete(operator.path);
    if (hit !== undefined) made.set(operator.path, [hit]);
    return made;
  }
  return alongPath(made, operator.path.split('.'), (value) =>
    Array.isArray(value) ? operator.cut(value) : value,
  );
}

function alongPath(document: Doc, parts: readonly string[], change: (value: Value) => Value): Doc {
  const [first, ...rest] = parts;
  const value = document.get(first!);
  if (value === undefined) return document;
  const inner = (item: Value): Value => {
    if (rest.length === 0) return change(item);
    if (item instanceof Map) return alongPath(item, rest, change);
    return Array.isArray(item) ? item.map(inner) : item;
  };
  const made = new Map(document);
  made.set(first!, inner(value));
  return made;
}
