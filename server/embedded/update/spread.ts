import { Failure } from '../failure.js';
import { show } from '../bson/show.js';
import type { Doc, Value } from '../bson/value.js';
import { TakenPaths, compareFieldPaths } from './field-order.js';
import type { Modifier } from './modifier.js';
import { isArrayFilter, isPosition } from './path-parts.js';

/** How positions in update paths are found: `$` from the query's match, `$[name]` from the array filters. */
export interface Positions {
  readonly matched: number | null;
  readonly filters: ReadonlyMap<string, (element: Value) => boolean>;
}

/** A modifier and what is left of its path from where it has come to. */
interface Branch {
  readonly modifier: Modifier;
  readonly rest: readonly string[];
}

/** Follows the paths of modifiers through a document until none of their parts is dynamic any more. */
class Spreading {
  readonly made: Modifier[] = [];
  private readonly positions: Positions;
  constructor(positions: Positions) {
    this.positions = positions;
  }

  from(value: Value | undefined, branches: readonly Branch[], path: readonly string[]): void {
    const groups = new Map<string, Branch[]>();
    for (const { modifier, rest } of branches) {
      const [part, ...left] = rest;
      if (part === undefined) {
        this.made.push({ ...modifier, parts: path });
        continue;
      }
      const group = groups.get(part);
      if (group) group.push({ modifier, rest: left });
      else groups.set(part, [{ modifier, rest: left }]);
    }
    const first = groups.keys().next().value;
    if (first === undefined) return;
    if (isArrayFilter(first)) this.elements(value, groups, path);
    else this.names(value, groups, path);
  }

  private names(value: Value | undefined, groups: Map<string, Branch[]>, path: readonly string[]): void {
    const positional = groups.get('$');
    if (positional) {
      if (this.positions.matched === null)
        throw new Failure(2, 'The positional operator did not find the match needed from the query.');
      groups.delete('$');
      const name = String(this.positions.matched);
      groups.set(name, together([groups.get(name) ?? [], positional], [...path, name]));
    }
    for (const [name, inner] of groups) {
      let next: Value | undefined;
      if (value instanceof Map) next = value.get(name);
      else if (Array.isArray(value) && isPosition(name)) next = value[Number(name)];
      this.from(next, inner, [...path, name]);
    }
  }

  private elements(value: Value | undefined, groups: Map<string, Branch[]>, path: readonly string[]): void {
    if (value === undefined)
      throw new Failure(
        2,
        `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
      );
    if (!Array.isArray(value))
      throw new Failure(2, `Cannot apply array updates to non-array element ${path.at(-1)}: ${show(value)}`);
    for (const [index, item] of value.entries()) {
      const place = [...path, String(index)];
      const fitting = [...groups].filter(([part]) => {
        const name = part.slice(2, -1);
        return name === '' || this.positions.filters.get(name)!(item);
      });
      const groupsHere = fitting.map(([, inner]) => inner);
      this.from(item, together(groupsHere, place), place);
    }
  }
}

/** What several parts of paths turn out to be about at one place. @throws Failure 40 when they want the same field */
function together(groups: readonly Branch[][], place: readonly string[]): Branch[] {
  const branches = groups.flat();
  if (groups.length < 2) return branches;
  const taken = new TakenPaths();
  for (const { rest } of branches) {
    const depth = taken.take(rest);
    if (depth !== null)
      throw new Failure(
        40,
        `Update created a conflict at '${[...place, ...rest.slice(0, depth)].join('.')}'`,
      );
  }
  return branches;
}

/**
 * The modifiers with names and places in their paths instead of `$`, `$[]` and `$[name]`: once for every element that these
 * stand for in the document as it is before any of them has changed it, in the order in which they are applied.
 * @throws Failure 2 where there is no array or no match, 40 where two modifiers meet
 */
export function spread(
  document: Doc,
  modifiers: readonly Modifier[],
  positions: Positions,
): readonly Modifier[] {
  const dynamic = modifiers.some(({ parts }) => parts.some((part) => part === '$' || isArrayFilter(part)));
  if (!dynamic) return modifiers;
  const spreading = new Spreading(positions);
  spreading.from(
    document,
    modifiers.map((modifier) => ({ modifier, rest: modifier.parts })),
    [],
  );
  return spreading.made.sort((a, b) => compareFieldPaths(a.parts, b.parts));
}
