import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import type { Expression } from '../expression/expression.js';
import { pathParts } from '../expression/field-path.js';
import { Scope } from '../expression/scope.js';
import type { Variables } from '../expression/scope.js';
import { placeNode } from '../query/projection-tree.js';
import type { Tree as ProjectionTree } from '../query/projection-tree.js';
import { excludeTree } from '../query/projection.js';

type Setter = (value: Value | undefined, scope: Scope) => Value | undefined;

function nested(children: ReadonlyMap<string, Setter>): Setter {
  const onDoc = (document: Doc, scope: Scope): Doc => {
    const made = new Map(document);
    for (const [name, setter] of children) {
      const value = setter(made.get(name), scope);
      if (value === undefined) made.delete(name);
      else made.set(name, value);
    }
    return made;
  };
  const set = (value: Value | undefined, scope: Scope): Value => {
    if (Array.isArray(value)) return value.map((item) => set(item, scope));
    return onDoc(value instanceof Map ? value : new Map(), scope);
  };
  return set;
}

interface Tree {
  readonly children: Map<string, Tree | Expression>;
}

function place(tree: Tree, parts: readonly string[], value: Expression | Tree, path: string): void {
  const [first, ...rest] = parts;
  const have = tree.children.get(first!);
  if (rest.length === 0) {
    if (have !== undefined)
      throw new Failure(
        40176,
        `specification contains two conflicting paths. Cannot specify both '${path}' and '${path}'`,
      );
    tree.children.set(first!, value);
    return;
  }
  if (typeof have === 'function')
    throw new Failure(
      40176,
      `specification contains two conflicting paths. Cannot specify both '${path}' and '${first}'`,
    );
  const inner: Tree = have ?? { children: new Map() };
  tree.children.set(first!, inner);
  place(inner, rest, value, path);
}

function read(tree: Tree, spec: Doc, base: readonly string[], variables: Variables): void {
  for (const [name, value] of spec) {
    const parts = [...base, ...pathParts(name)];
    const first = value instanceof Map ? value.keys().next().value : undefined;
    if (value instanceof Map && first !== undefined && !first.startsWith('$'))
      read(tree, value, parts, variables);
    else place(tree, parts, compileExpression(value, variables), parts.join('.'));
  }
}

function setterOf(tree: Tree): Setter {
  return nested(
    new Map(
      [...tree.children].map(([name, node]) => [
        name,
        typeof node === 'function'
          ? (_value: Value | undefined, scope: Scope) => node(scope)
          : setterOf(node),
      ]),
    ),
  );
}

/** `$addFields` and `$set`. */
export function addFields(operand: Value, variables: Variables, name: string): (document: Doc) => Doc {
  if (!(operand instanceof Map))
    throw new Failure(40272, `${name} specification stage must be an object, got ${typeName(operand)}`);
  if (operand.size === 0)
    throw new Failure(40177, `Invalid ${name} :: caused by :: specification must have at least one field`);
  const tree: Tree = { children: new Map() };
  read(tree, operand, [], variables);
  const setter = setterOf(tree);
  return (document) => setter(document, variables.withRoot(document)) as Doc;
}

/** `$unset`. */
export function unsetFields(operand: Value): (document: Doc) => Doc {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0)
    throw new Failure(31119, '$unset specification must be a string or an array with at least one field');
  const root: ProjectionTree = { children: new Map() };
  for (const path of paths) {
    if (typeof path !== 'string')
      throw new Failure(
        31120,
        '$unset specification must be a string or an array containing only string values',
      );
    placeNode(root, path, 'exclude');
  }
  return (document) => excludeTree(document, root);
}

/** The document with a value at a path, as `$addFields` would set it. */
export function setPath(document: Doc, parts: readonly string[], value: Value): Doc {
  const setter = setterOf(
    parts.reduceRight<Tree | Expression>(
      (inner, part) => ({ children: new Map([[part, inner]]) }),
      () => value,
    ) as Tree,
  );
  return setter(document, new Scope(document, new Map())) as Doc;
}
