import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression, isOperatorName } from '../expression/compile.js';
import { pathParts } from '../expression/field-path.js';
import type { Variables } from '../expression/scope.js';
import { hasExpression } from './filter.js';
import type { Filter } from './filter.js';
import { truthy } from './operators.js';
import { elemMatchOf, mixed, readSlice } from './projection-operators.js';
import type { FindOperator } from './projection-operators.js';
import { innerTree, placeNode } from './projection-tree.js';
import type { Tree } from './projection-tree.js';

/** What a projection does: a tree of fields, and the operators that only a find has. */
export interface ProjectionPlan {
  readonly root: Tree;
  readonly operators: readonly FindOperator[];
  readonly inclusive: boolean;
}

/** A level of the specification: its names, in messages too, count from the tree; `path` leads to it from the top. */
interface Level {
  readonly tree: Tree;
  readonly path: string;
}

function below({ path }: Level, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

const middle =
  "As of 4.4, it's illegal to specify positional operator in the middle of a path.Positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, remove the parts following the '$' and the results will be equivalent.";

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

  read(spec: Doc, level: Level): void {
    for (const [name, value] of spec) {
      const positional = name.endsWith('.$');
      if (positional && !this.filter)
        throw new Failure(31324, 'Cannot use positional projection in aggregation projection');
      if (name.includes('.$.')) throw new Failure(31394, middle);
      if (positional) this.positional(name, value, level);
      else if (value instanceof Map) this.document(name, value, level);
      else if (typeof value === 'boolean' || isNumeric(value)) this.flag(name, truthy(value), level);
      else {
        const was = this.inclusive;
        this.computed(name, value, level);
        if (was === false)
          throw new Failure(
            31310,
            `Cannot use an expression ${name}: ${show(value)} in an exclusion projection`,
          );
      }
    }
  }

  private flag(name: string, wanted: boolean, level: Level): void {
    placeNode(level.tree, name, wanted ? 'include' : 'exclude');
    // The `_id` goes with both kinds.
    if (name !== '_id' || level.tree !== this.root) this.setMode(wanted, name);
  }

  private document(name: string, value: Doc, level: Level): void {
    if (value.size === 0)
      throw new Failure(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    pathParts(name);
    const path = below(level, name);
    const first = value.keys().next().value!;
    // The fields of a DBRef begin with a dollar and are no operators.
    if (value.size > 1 || !first.startsWith('$') || ['$id', '$ref', '$db'].includes(first))
      return this.read(value, { tree: innerTree(level.tree, name), path });
    const expression = (): null => this.expression(name, value, first, level);
    const operator = !this.filter
      ? expression()
      : first === '$slice'
        ? readSlice(path, value, expression)
        : (elemMatchOf(path, value, this.variables, this.has('$')) ?? expression());
    if (!operator) return;
    this.operators.push(operator);
    placeNode(level.tree, name, 'include');
  }

  private expression(name: string, value: Doc, first: string, level: Level): null {
    if (!isOperatorName(first)) throw new Failure(31325, `Unknown expression ${first}`);
    if (this.inclusive === false)
      throw new Failure(31252, 'Cannot use expression other than $meta in exclusion projection');
    this.computed(name, value, level);
    return null;
  }

  private computed(name: string, value: Value, level: Level): void {
    const compute = compileExpression(value, this.variables);
    this.inclusive = true;
    placeNode(level.tree, name, { compute });
  }

  private positional(name: string, value: Value, level: Level): void {
    if (value instanceof Map)
      throw new Failure(31271, 'positional projection cannot be used with an expression or sub object');
    if (typeof value !== 'boolean' && !isNumeric(value))
      throw new Failure(31308, 'positional projection cannot be used with a literal');
    if (!truthy(value)) throw new Failure(31395, 'positional projection cannot be used with exclusion');
    if (this.has('$'))
      throw new Failure(31276, 'Cannot specify more than one positional projection per query.');
    if (this.has('$elemMatch')) throw new Failure(31256, mixed);
    if (name === '.$') throw new Failure(5392900, 'Projection on field .$ is invalid');
    const array = name.slice(0, -2);
    pathParts(array);
    if (hasExpression(this.filter!)) throw new Failure(224, '$expr is not allowed in this context');
    placeNode(level.tree, array, 'include');
    this.operators.push({ kind: '$', path: below(level, array) });
    this.setMode(true, name);
  }

  private has(kind: FindOperator['kind']): boolean {
    return this.operators.some((operator) => operator.kind === kind);
  }

  private setMode(inclusive: boolean, name: string): void {
    if (this.inclusive !== null && this.inclusive !== inclusive)
      throw new Failure(
        inclusive ? 31253 : 31254,
        `Cannot do ${inclusive ? 'inclusion' : 'exclusion'} on field ${name} in ${inclusive ? 'exclusion' : 'inclusion'} projection`,
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
  reading.read(spec, { tree: reading.root, path: '' });
  return reading.plan();
}
