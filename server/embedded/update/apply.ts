import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import { copy } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { isIdentifier } from './check-path.js';
import type { FieldContext, Modifier } from './modifier.js';
import { checkProtected, isProtected } from './protected-fields.js';

/** How positions in update paths are found: `$` from the query's match, `$[name]` from the array filters. */
export interface Positions {
  readonly matched: number | null;
  readonly filters: ReadonlyMap<string, (element: Value) => boolean>;
}

const maxPadding = 1_500_000;

function isPosition(part: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(part);
}

/** Applies one modifier to a document in place. */
class Application {
  private readonly modifier: Modifier;
  private readonly context: Omit<FieldContext, 'path'>;
  private readonly positions: Positions;
  constructor(modifier: Modifier, context: Omit<FieldContext, 'path'>, positions: Positions) {
    this.modifier = modifier;
    this.context = context;
    this.positions = positions;
  }

  walk(container: Doc | Value[], depth: number, path: readonly string[]): void {
    const { parts } = this.modifier;
    const part = parts[depth]!;
    if (isIdentifier(part)) return this.everyFitting(container, part, depth, path);
    const current = Array.isArray(container)
      ? isPosition(part)
        ? container[Number(part)]
        : undefined
      : container.get(part);
    if (Array.isArray(container) && !isPosition(part)) return this.blocked(container, depth, path);
    if (depth === parts.length - 1) return this.finish(container, part, current, path);
    if (current instanceof Map || Array.isArray(current))
      return this.walk(current, depth + 1, [...path, part]);
    if (isIdentifier(parts[depth + 1]!)) {
      if (current === undefined) throw mustExist([...path, part]);
      throw notArray(part, current);
    }
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

  private everyFitting(container: Doc | Value[], part: string, depth: number, path: readonly string[]): void {
    if (!Array.isArray(container)) throw notArray(path.at(-1)!, container);
    const name = part.slice(2, -1);
    const fits = this.positions.filters.get(name);
    const chosen = container.map((item) => name === '' || fits!(item));
    chosen.forEach((wanted, index) => {
      if (wanted) this.element(container, index, depth, path);
    });
  }

  private element(container: Value[], index: number, depth: number, path: readonly string[]): void {
    const part = String(index);
    const current = container[index];
    if (depth === this.modifier.parts.length - 1) return this.finish(container, part, current, path);
    if (current instanceof Map || Array.isArray(current))
      return this.walk(current, depth + 1, [...path, part]);
    if (current !== undefined) this.blocked(current, depth + 1, [...path, part]);
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
      throw new Failure(34, `can't backfill more than ${maxPadding} elements`);
    while (container.length < index) container.push(null);
    container[index] = value;
  }
}

function notViable(part: string, path: readonly string[], value: Value): Failure {
  return new Failure(28, `Cannot create field '${part}' in element {${path.at(-1)}: ${show(value)}}`);
}

function noMatch(): Failure {
  return new Failure(2, 'The positional operator did not find the match needed from the query.');
}

function notArray(part: string, value: Value): Failure {
  return new Failure(2, `Cannot apply array updates to non-array element ${part}: ${show(value)}`);
}

function mustExist(path: readonly string[]): Failure {
  return new Failure(
    2,
    `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
  );
}

/** `_id` of a document as messages show it. */
export function showId(document: Doc): string {
  const id = document.get('_id');
  return id === undefined ? '{ no id }' : `{_id: ${show(id)}}`;
}

/** Checks that `$[]` and `$[name]` stand at arrays that exist, as MongoDB does before it applies anything. */
function checkArrays(document: Doc, modifier: Modifier): void {
  const at = modifier.parts.findIndex(isIdentifier);
  if (at < 0) return;
  let value: Value | undefined = document;
  for (const part of modifier.parts.slice(0, at)) {
    value = value instanceof Map ? value.get(part) : Array.isArray(value) ? value[Number(part)] : undefined;
  }
  const path = modifier.parts.slice(0, at);
  if (value === undefined) throw mustExist(path);
  if (!Array.isArray(value)) throw notArray(path.at(-1)!, value);
}

/** The modifier with the position that the query found in place of `$`, which is from then on a name as any other. */
function placed(modifier: Modifier, matched: number | null): Modifier {
  if (!modifier.parts.includes('$')) return modifier;
  if (matched === null) throw noMatch();
  return { ...modifier, parts: modifier.parts.map((part) => (part === '$' ? String(matched) : part)) };
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
  for (const given of modifiers) {
    if ((given.onInsertOnly && !inserting) || given.applies?.(document) === false) continue;
    const modifier = placed(given, positions.matched);
    checkArrays(made, modifier);
    const first = modifier.parts[0]!;
    const held = isProtected(first) ? made.get(first) : undefined;
    const before = held === undefined ? undefined : copy(held);
    new Application(modifier, { document, now }, positions).walk(made, 0, []);
    if (isProtected(first)) checkProtected(modifier.parts, before, made);
  }
  return made;
}
