import { Failure } from '../failure.js';
import { compareStrings } from '../bson/compare.js';

function compareParts(a: string, b: string): number {
  const numeric = /^(?:0|[1-9]\d*)$/;
  if (numeric.test(a) && numeric.test(b)) return Number(a) - Number(b);
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

/** Refuses two modifiers of which one would change what the other stands in. */
export function checkConflicts(paths: readonly string[]): void {
  const seen: string[] = [];
  for (const path of paths) {
    for (const other of seen) {
      if (other === path || path.startsWith(`${other}.`))
        throw new Failure(40, `Updating the path '${path}' would create a conflict at '${other}'`);
      if (other.startsWith(`${path}.`))
        throw new Failure(40, `Updating the path '${path}' would create a conflict at '${path}'`);
    }
    seen.push(path);
  }
}
