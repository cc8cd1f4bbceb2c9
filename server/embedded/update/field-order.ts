import { Failure } from '../failure.js';
import { compareStrings } from '../bson/compare.js';
import { isArrayFilter } from './path-parts.js';

function compareParts(a: string, b: string): number {
  const number = /^(?:0|[1-9]\d*)$/;
  if (number.test(a) && number.test(b)) return Number(a) - Number(b);
  return compareStrings(a, b);
}

/** The order in which an update visits its paths: by name, numbers by value. */
export function compareFieldPaths(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const compared = compareParts(a[at]!, b[at]!);
    if (compared !== 0) return compared;
  }
  return a.length - b.length;
}

/** The paths that have been taken, as a tree; a field is taken, or has fields inside, or elements, never two of these. */
export class TakenPaths {
  private taken = false;
  private ofElements = false;
  private readonly inside = new Map<string, TakenPaths>();

  /** Takes a path. @returns how many of its parts lead to what another path already is there, null when nothing is */
  take(parts: readonly string[]): number | null {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- where the walk begins
    let at: TakenPaths = this;
    for (const [depth, part] of parts.entries()) {
      const filter = isArrayFilter(part);
      if (at.taken || (at.inside.size > 0 && at.ofElements !== filter)) return depth;
      at.ofElements = filter;
      let next = at.inside.get(part);
      if (!next) at.inside.set(part, (next = new TakenPaths()));
      at = next;
    }
    if (at.taken || at.inside.size > 0) return parts.length;
    at.taken = true;
    return null;
  }
}

/** Refuses two modifiers of which one would change what the other stands in. */
export function checkConflicts(paths: readonly (readonly string[])[]): void {
  const taken = new TakenPaths();
  for (const parts of paths) {
    const depth = taken.take(parts);
    if (depth !== null)
      throw new Failure(
        40,
        `Updating the path '${parts.join('.')}' would create a conflict at '${parts.slice(0, depth).join('.')}'`,
      );
  }
}
