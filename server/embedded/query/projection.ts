import { Failure } from '../failure.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import type { Expression } from '../expression/expression.js';
import type { Scope } from '../expression/scope.js';
import type { Variables } from '../expression/scope.js';
import { truthy } from './operators.js';
import { findOperators } from './projection-operators.js';
import type { FindOperator } from './projection-operators.js';

type Node = 'include' | 'exclude' | { readonly compute: Expression } | Tree;
interface Tree {
  readonly children: Map<string, Node>;
}

/** Makes the projected document; `matched` is the array position the query matched, for the positional `$`. */
export type Projection = (document: Doc, matched: number | null) => Doc;

interface Plan {
  readonly root: Tree;
  readonly operators: FindOperator[];
  inclusive: boolean | null;
  id: 'include' | 'exclude' | null;
}

function isTree(node: Node): node is Tree {
  return typeof node === 'object' && 'children' in node;
}

function place(plan: Plan, path: string, node: Node): void {
  const parts = path.split('.');
  if (path.endsWith('.')) throw new Failure(40353, "FieldPath must not end with a '.'.");
  if (parts.includes('')) throw new Failure(15998, 'FieldPath field names may not be empty strings.');
  let at = plan.root;
  for (const part of parts.slice(0, -1)) {
    const next = at.children.get(part);
    if (next !== undefined && !isTree(next))
      throw new Failure(
        31249,
        `Path collision at ${path} remaining portion ${parts.slice(parts.indexOf(part) + 1).join('.')}`,
      );
    const made: Tree = next ?? { children: new Map() };
    at.children.set(part, made);
    at = made;
  }
  const last = parts.at(-1)!;
  if (at.children.has(last)) throw new Failure(31250, `Path collision at ${path}`);
  at.children.set(last, node);
}

function setMode(plan: Plan, inclusive: boolean, path: string): void {
  if (plan.inclusive !== null && plan.inclusive !== inclusive)
    throw new Failure(
      inclusive ? 31253 : 31254,
      `Cannot do ${inclusive ? 'inclusion' : 'exclusion'} on field ${path} in ${inclusive ? 'exclusion' : 'inclusion'} projection`,
    );
  plan.inclusive = inclusive;
}

function isFlag(value: Value): boolean {
  return typeof value === 'boolean' || isNumeric(value);
}

function read(plan: Plan, spec: Doc, base: string, variables: Variables, find: boolean): void {
  for (const [name, value] of spec) {
    const path = base === '' ? name : `${base}.${name}`;
    if (isFlag(value)) {
      const wanted = truthy(value);
      const operator = find && (path.endsWith('.$') || path === '$');
      if (path === '_id' && base === '') plan.id = wanted ? 'include' : 'exclude';
      else if (operator) {
        if (!wanted) throw new Failure(31395, 'positional projection cannot be used with exclusion');
        setMode(plan, true, path);
        const field = path.slice(0, -2);
        if (plan.operators.some(({ kind }) => kind === '$'))
          throw new Failure(31276, 'Cannot specify more than one positional projection per query.');
        plan.operators.push({ kind: '$', path: field });
        place(plan, field, 'include');
      } else {
        if (name.startsWith('$'))
          throw new Failure(
            16410,
            "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
          );
        setMode(plan, wanted, path);
        place(plan, path, wanted ? 'include' : 'exclude');
      }
      continue;
    }
    if (name.startsWith('$'))
      throw new Failure(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      );
    const operator = find ? findOperators(path, value, variables) : null;
    if (operator) {
      plan.operators.push(operator);
      if (operator.kind === '$elemMatch') {
        setMode(plan, true, path);
        place(plan, path, 'include');
      } else if (operator.kind === '$slice') {
        // `$slice` alone keeps all other fields, like an exclusion; inside an inclusion it includes its field.
        place(plan, path, 'include');
      }
      continue;
    }
    if (value instanceof Map && value.size > 0 && !value.keys().next().value!.startsWith('$'))
      read(plan, value, path, variables, find);
    else {
      if (value instanceof Map && value.size === 0)
        throw new Failure(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
      if (plan.inclusive === false)
        throw new Failure(31252, `Cannot use an expression ${path} in an exclusion projection`);
      if (path !== '_id') plan.inclusive = true;
      place(plan, path, { compute: compileExpression(value, variables) });
    }
  }
}

/**
 * Compiles the projection of a find, or with `find` false that of `$project`.
 * @throws Failure 31253, 31254 for mixed inclusion and exclusion, 31249, 31250 for colliding paths
 */
export function compileProjection(spec: Doc, variables: Variables, find: boolean): Projection {
  const plan: Plan = { root: { children: new Map() }, operators: [], inclusive: null, id: null };
  read(plan, spec, '', variables, find);
  const computed = [...plan.root.children.values()].some((node) => typeof node === 'object');
  const sliceOnly = plan.inclusive === null && plan.operators.some(({ kind }) => kind === '$slice');
  const inclusive = plan.inclusive ?? (sliceOnly ? false : computed || plan.id === 'include');
  if (inclusive && plan.id !== 'exclude' && !plan.root.children.has('_id'))
    plan.root.children.set('_id', 'include');
  if (!inclusive && plan.id === 'exclude') plan.root.children.set('_id', 'exclude');
  const scopeOf = (document: Doc): Scope => variables.withRoot(document);
  return (document, matched) => {
    let made = inclusive ? includeTree(document, plan.root) : excludeTree(document, plan.root);
    const scope = scopeOf(document);
    if (inclusive) made = compute(made, plan.root, scope);
    for (const operator of plan.operators) made = applyOperator(made, document, operator, matched);
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

function applyOperator(made: Doc, document: Doc, operator: FindOperator, matched: number | null): Doc {
  if (operator.kind === '$') {
    if (matched === null)
      throw new Failure(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    return alongPath(made, operator.path.split('.'), (value) =>
      Array.isArray(value) ? (matched < value.length ? [value[matched]!] : []) : value,
    );
  }
  if (operator.kind === '$elemMatch') {
    const value = document.get(operator.path);
    const hit = Array.isArray(value) ? value.find((item) => operator.fits(item)) : undefined;
    made.delete(operator.path);
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
