import type { Index } from '../storage/catalog.js';
import type { ElementTest, Filter } from '../query/filter.js';
import type { SortPattern } from '../query/sort.js';
import {
  arePoints,
  continued,
  disjoint,
  edgeBytes,
  everyKey,
  intersection,
  intervalsOf,
  inverted,
} from './bounds.js';
import type { Interval } from './bounds.js';
import { covers, isExact } from './coverage.js';
import type { IndexPlan } from './plan-kinds.js';

/** More stretches than this are not worth the jumps. */
const maxRanges = 1000;

/**
 * The stretches of one part. Of several tests on a part that holds arrays only one may narrow: each may be met by another
 * element of the array.
 */
function partIntervals(tests: readonly ElementTest[], multikey: boolean): Interval[] | null {
  let best: Interval[] | null = null;
  for (const test of tests) {
    const intervals = intervalsOf(test);
    if (!intervals) continue;
    if (best === null) best = intervals;
    else if (!multikey) best = intersection(best, intervals);
    else if (arePoints(intervals) && !arePoints(best)) best = intervals;
  }
  return best;
}

/** What an index could do for a query. */
export interface Candidate {
  readonly plan: IndexPlan;
  /** Parts bound to single values, then whether one more is bound to a range. */
  readonly equal: number;
  readonly ranged: boolean;
}

/** Whether walking an index gives the order, forwards or backwards; null when it does not. */
function direction(index: Index, equal: number, sort: SortPattern): boolean | null {
  if (index.multikey.size > 0) return null;
  const bound = new Set(index.pattern.slice(0, equal).map(({ path }) => path));
  const wanted = sort.filter(({ path }) => !bound.has(path));
  const parts = index.pattern.slice(equal);
  if (wanted.length === 0) return false;
  if (wanted.length > parts.length) return null;
  const turned = wanted.map(({ path, direction: way }, at) =>
    path === parts[at]!.path ? way !== parts[at]!.direction : null,
  );
  if (turned.includes(null)) return null;
  return turned.every((turn) => turn === turned[0]) ? turned[0]! : null;
}

/** What an index can do for a filter and an order; null when documents that fit may be missing from it. */
export function consider(
  index: Index,
  tests: ReadonlyMap<string, ElementTest[]>,
  filter: Filter,
  sort: SortPattern,
): Candidate | null {
  if (!covers(index, tests, filter)) return null;
  // A number on a path can mean a position or a field once arrays are about; such an index is left alone.
  if (index.multikey.size > 0 && index.pattern.some(({ parts }) => parts.some((part) => /^\d+$/.test(part))))
    return null;
  let ranges: Interval[] = [everyKey];
  let [equal, used] = [0, 0];
  let ranged = false;
  let single = true;
  for (const [at, { path, direction: way }] of index.pattern.entries()) {
    const intervals = partIntervals(tests.get(path) ?? [], index.multikey.has(at));
    if (!intervals || (intervals.length > 1 && ranges.length * intervals.length > maxRanges)) break;
    const stored = way === 1 ? intervals : disjoint(intervals.map(inverted));
    ranges = continued(ranges, stored);
    used++;
    if (!arePoints(intervals)) {
      ranged = true;
      break;
    }
    single &&= intervals.length === 1;
    if (single) equal++;
  }
  // The ranges are sorted and apart, so walking them one after the other keeps the order of the index.
  const reverse = sort.length === 0 ? false : direction(index, equal, sort);
  const bytes = ranges.map(({ from, to }) => ({ from: edgeBytes(from), to: edgeBytes(to) }));
  return {
    plan: {
      kind: 'index',
      index,
      ranges: reverse ? bytes.reverse() : bytes,
      reverse: reverse ?? false,
      unique: index.unique && !ranged && used === index.pattern.length,
      repeats: index.multikey.size > 0,
      sorted: reverse !== null,
      used,
      exact:
        index.multikey.size === 0 &&
        isExact(
          filter,
          index.pattern.slice(0, used).map(({ path }) => path),
        ),
    },
    equal: used - (ranged ? 1 : 0),
    ranged,
  };
}

/** How good a candidate is: equalities first, then a range, then the order; 0 when it helps nothing. */
export function score({ plan, equal, ranged }: Candidate, sorting: boolean): number {
  return (
    equal * 4 +
    (ranged ? 2 : 0) +
    (sorting && plan.sorted ? 1 : 0) +
    (plan.index.unique && equal === plan.index.pattern.length ? 100 : 0)
  );
}
