import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { copy } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import type { FieldContext, Modifier } from './modifier.js';
import { isPosition } from './path-parts.js';
import { checkProtected, isProtected } from './protected-fields.js';
import { spread } from './spread.js';
import type { Positions } from './spread.js';

const maxPadding = 1_500_000;

/** Applies one modifier to a document in place. */
class Application {
  private readonly modifier: Modifier;
  private readonly context: Omit<FieldContext, 'path'>;
  constructor(modifier: Modifier, context: Omit<FieldContext, 'path'>) {
    this.modifier = modifier;
    this.context = context;
  }

  walk(container: Doc | Value[], depth: number, path: readonly string[]): void {
    const { parts } = this.modifier;
    const part = parts[depth]!;
    const current = Array.isArray(container)
      ? isPosition(part)
        ? container[Number(part)]
        : undefined
      : container.get(part);
    if (Array.isArray(container) && !isPosition(part)) return this.blocked(container, depth, path);
    if (depth === parts.length - 1) return this.finish(container, part, current, path);
    if (current instanceof Map || Array.isArray(current))
      return this.walk(current, depth + 1, [...path, part]);
    if (current !== undefined) return this.blocked(current, depth + 1, [...path, part]);
    if (!this.modifier.creates) return;
    const made: Doc = new Map();
    this.walk(made, depth + 1, [...path, part]);
    // A modifier that leaves the field missing makes no parents either.
    if (made.size > 0) this.put(container, part, made);
  }

  /** What stands in the way of a path: `$unset` passes it over, every other modifier fails at it. */
  private blocked(value: Value, depth: number, path: readonly string[]): void {
    const { parts, creates, operator } = this.modifier;
    if (creates) throw notViable(parts[depth]!, path, value);
    if (operator !== '$unset')
      throw new Failure(
        28,
        `Cannot use the part (${parts[depth]}) of (${[...path, ...parts.slice(depth)].join('.')}) to traverse the element ({${path.at(-1)}: ${show(value)}})`,
      );
  }

  private finish(
    container: Doc | Value[],
    part: string,
    current: Value | undefined,
    path: readonly string[],
  ): void {
    const result = this.modifier.apply(current, { ...this.context, path: [...path, part].join('.') });
    if (result !== undefined) this.put(container, part, result);
    else if (current === undefined) return;
    else if (Array.isArray(container)) container[Number(part)] = null;
    else container.delete(part);
  }

  private put(container: Doc | Value[], part: string, value: Value): void {
    if (!Array.isArray(container)) {
      container.set(part, value);
      return;
    }
    const index = Number(part);
    if (index - container.length > maxPadding)
      throw new Failure(171, `can't backfill more than ${maxPadding} elements`);
    while (container.length < index) container.push(null);
    container[index] = value;
  }
}

function notViable(part: string, path: readonly string[], value: Value): Failure {
  return new Failure(28, `Cannot create field '${part}' in element {${path.at(-1)}: ${show(value)}}`);
}

/**
 * The document after all modifiers, in the order of their paths. The given document is not changed.
 * @throws Failure 66 when `_id` would change, 52 for a `$` at the top; 2, 14, 28 as the operators demand
 */
export function applyModifiers(
  document: Doc,
  modifiers: readonly Modifier[],
  positions: Positions,
  now: Date,
  inserting: boolean,
): Doc {
  const made = copy(document);
  for (const modifier of spread(document, modifiers, positions)) {
    if ((modifier.onInsertOnly && !inserting) || modifier.applies?.(document) === false) continue;
    const first = modifier.parts[0]!;
    const held = isProtected(first, inserting) ? made.get(first) : undefined;
    const before = held === undefined ? undefined : copy(held);
    new Application(modifier, { document, now }).walk(made, 0, []);
    if (isProtected(first, inserting)) checkProtected(modifier, before, made);
  }
  return made;
}
