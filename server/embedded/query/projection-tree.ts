import { Failure } from '../failure.js';
import type { Expression } from '../expression/expression.js';
import { pathParts } from '../expression/field-path.js';

/** What becomes of a field of a projection. */
export type Node = 'include' | 'exclude' | { readonly compute: Expression } | Tree;
export interface Tree {
  readonly children: Map<string, Node>;
}

export function isTree(node: Node): node is Tree {
  return typeof node === 'object' && 'children' in node;
}

/** Sets a node at a path of a tree. @throws Failure 31249, 31250 when another path is in its way */
export function placeNode(root: Tree, path: string, node: Node): void {
  const parts = pathParts(path);
  let at = root;
  for (const part of parts.slice(0, -1)) {
    const next = at.children.get(part);
    if (next !== undefined && !isTree(next))
      throw new Failure(31249, `Path collision at ${path} remaining portion ${parts.slice(1).join('.')}`);
    const made: Tree = next ?? { children: new Map() };
    at.children.set(part, made);
    at = made;
  }
  const last = parts.at(-1)!;
  if (at.children.has(last)) throw new Failure(31250, `Path collision at ${path}`);
  at.children.set(last, node);
}

/** The tree at a path that already leads to one, else a new one set there. @throws Failure as `placeNode` does */
export function innerTree(root: Tree, path: string): Tree {
  let found: Node | undefined = root;
  for (const part of pathParts(path))
    found = found !== undefined && isTree(found) ? found.children.get(part) : undefined;
  if (found !== undefined && isTree(found)) return found;
  const made: Tree = { children: new Map() };
  placeNode(root, path, made);
  return made;
}
