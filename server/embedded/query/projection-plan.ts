import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression, isOperatorName } from '../expression/compile.js';
import type { Expression } from '../expression/expression.js';
import { pathParts } from '../expression/field-path.js';
import type { Variables } from '../expression/scope.js';
import { conditionPaths } from './filter.js';
import type { Filter } from './filter.js';
import { truthy } from './operators.js';
import { elemMatchOf, mixed, readSlice } from './projection-operators.js';
import type { FindOperator } from './projection-operators.js';

export type Node = 'include' | 'exclude' | { readonly compute: Expression } | Tree;
export interface Tree {
  readonly children: Map<string, Node>;
}

/** What a projection does: a tree of fields, and the operators that only a find has. */
export interface ProjectionPlan {
  readonly root: Tree;
  readonly operators: readonly FindOperator[];
  readonly inclusive: boolean;
}

export function isTree(node: Node): node is Tree {
  return typeof node === 'object' && 'children' in node;
}

/** Sets a node at a path of a tree. @throws Failure 31249, 31250 when another path is in its way */
export function placeNode(root: Tree, path: string, node: Node): void {
  if (path === '') throw new Failure(15998, 'FieldPath field names may not be empty strings.');
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

/** Reads the specification of a projection field by field. */
class Reading {
  readonly root: Tree = { children: new Map() };
  readonly operators: FindOperator[] = [];
  private inclusive: boolean | null = null;
  private readonly variables: Variables;
  /** The filter of the find; null for the projection of a pipeline. */
  private readonly filter: Filter | null;

  constructor(variables: Variables, filter: Filter | null) {
    this.variables = variables;
    this.filter = filter;
  }

  read(spec: Doc, base: string): void {
    for (const [name, value] of spec) {
      const path = base === '' ? name : `${base}.${name}`;
      if (/(?:^|\.)\$(?:\.|$)/.test(name)) this.positional(path, value);
      else if (value instanceof Map) this.document(path, value);
      else if (typeof value === 'boolean' || isNumeric(value)) this.flag(path, truthy(value));
      else {
        if (this.inclusive === false)
          throw new Failure(
            31310,
            `Cannot use an expression ${name}: ${show(value)} in an exclusion projection`,
          );
        this.computed(path, value);
      }
    }
  }

  private flag(path: string, wanted: boolean): void {
    placeNode(this.root, path, wanted ? 'include' : 'exclude');
    // The `_id` goes with both kinds.
    if (path !== '_id') this.setMode(wanted, path);
  }

  private document(path: string, value: Doc): void {
    if (value.size === 0)
      throw new Failure(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    const first = value.keys().next().value!;
    if (value.size > 1 || !first.startsWith('$')) return this.read(value, path);
    const expression = (): null => this.expression(path, value, first);
    const operator = !this.filter
      ? expression()
      : first === '$slice'
        ? readSlice(path, value, expression)
        : (elemMatchOf(path, value, this.variables, this.has('$')) ?? expression());
    if (!operator) return;
    this.operators.push(operator);
    placeNode(this.root, path, 'include');
  }

  private expression(path: string, value: Doc, first: string): null {
    if (!isOperatorName(first)) throw new Failure(31325, `Unknown expression ${first}`);
    if (this.inclusive === false)
      throw new Failure(31252, 'Cannot use expression other than $meta in exclusion projection');
    this.computed(path, value);
    return null;
  }

  private computed(path: string, value: Value): void {
    const compute = compileExpression(value, this.variables);
    this.inclusive = true;
    placeNode(this.root, path, { compute });
  }

  private positional(path: string, value: Value): void {
    if (!this.filter) throw new Failure(31324, 'Cannot use positional projection in aggregation projection');
    if (value instanceof Map)
      throw new Failure(31271, 'positional projection cannot be used with an expression or sub object');
    if (typeof value !== 'boolean' && !isNumeric(value))
      throw new Failure(31308, 'positional projection cannot be used with a literal');
    if (!truthy(value)) throw new Failure(31395, 'positional projection cannot be used with exclusion');
    if (this.has('$'))
      throw new Failure(31276, 'Cannot specify more than one positional projection per query.');
    if (this.has('$elemMatch')) throw new Failure(31256, mixed);
    if (!path.endsWith('.$') || path.slice(0, -2).split('.').includes('$'))
      throw new Failure(
        31394,
        "positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, remove the parts following the '$' and the results will be equivalent.",
      );
    const [field] = path.split('.');
    if (![...conditionPaths(this.filter)].some((one) => one.split('.')[0] === field))
      throw new Failure(31277, `Positional projection '${path}' does not match the query document.`);
    this.operators.push({ kind: '$', path: path.slice(0, -2) });
    placeNode(this.root, path.slice(0, -2), 'include');
    this.setMode(true, path);
  }

  private has(kind: FindOperator['kind']): boolean {
    return this.operators.some((operator) => operator.kind === kind);
  }

  private setMode(inclusive: boolean, path: string): void {
    if (this.inclusive !== null && this.inclusive !== inclusive)
      throw new Failure(
        inclusive ? 31253 : 31254,
        `Cannot do ${inclusive ? 'inclusion' : 'exclusion'} on field ${path} in ${inclusive ? 'exclusion' : 'inclusion'} projection`,
      );
    this.inclusive = inclusive;
  }

  /** The kind where no field decided it: by `$slice`, `$elemMatch` and `_id`, in the order that MongoDB asks for them. */
  private kind(): boolean {
    if (this.inclusive !== null) return this.inclusive;
    if (this.has('$elemMatch') && !this.has('$slice')) return true;
    return this.root.children.get('_id') === 'include';
  }

  plan(): ProjectionPlan {
    const { root, operators } = this;
    const inclusive = this.kind();
    const id = root.children.get('_id');
    if (inclusive && id === undefined) root.children.set('_id', 'include');
    if (id === (inclusive ? 'exclude' : 'include')) root.children.delete('_id');
    return { root, operators, inclusive };
  }
}

/**
 * Reads a projection; `filter` is that of the find it belongs to, null in a pipeline.
 * @throws Failure 31252, 31253, 31254, 31310 for mixed kinds, 31249, 31250 for colliding paths, 31324 and others for `$`
 */
export function planProjection(spec: Doc, variables: Variables, filter: Filter | null): ProjectionPlan {
  const reading = new Reading(variables, filter);
  reading.read(spec, '');
  return reading.plan();
}
