import { Failure } from '../failure.js';
import { equalValues } from '../bson/compare.js';
import type { Value } from '../bson/value.js';
import type { Collection, Index } from '../storage/catalog.js';
import { everything } from '../query/filter.js';
import type { ElementTest, Filter } from '../query/filter.js';
import { covers, isExact, requirements } from './coverage.js';
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

/** Index keys from (inclusive) to (exclusive). */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** Where the candidates of a query come from; every candidate is still tested against the whole filter. */
export type Plan =
  | { readonly kind: 'ids'; readonly ids: readonly Value[]; readonly sorted: true }
  | { readonly kind: 'scan'; readonly reverse: boolean; readonly sorted: boolean }
  | {
      readonly kind: 'index';
      readonly index: Index;
      readonly ranges: readonly KeyRange[];
      readonly reverse: boolean;
      /** Whether each range is one whole key of a unique index, which at most one document has. */
      readonly unique: boolean;
      /** Whether a document may come more than once (an array's elements). */
      readonly repeats: boolean;
      /** Whether the candidates come in the order that was asked for. */
      readonly sorted: boolean;
      /** How many parts of the index narrow the search. */
      readonly used: number;
      /** Whether the ranges hold the keys of all fitting documents and of no others, each once. */
      readonly exact: boolean;
    };

const wholeIndex: readonly KeyRange[] = [{ from: edgeBytes(everyKey.from), to: edgeBytes(everyKey.to) }];

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

interface Candidate {
  readonly plan: Extract<Plan, { kind: 'index' }>;
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

function consider(
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

function score({ plan, equal, ranged }: Candidate, sorting: boolean): number {
  return (
    equal * 4 +
    (ranged ? 2 : 0) +
    (sorting && plan.sorted ? 1 : 0) +
    (plan.index.unique && equal === plan.index.pattern.length ? 100 : 0)
  );
}

/** The `_id`s a filter demands, or null. */
function idsOf(tests: ReadonlyMap<string, ElementTest[]>): readonly Value[] | null {
  for (const { negated, operator, operand } of tests.get('_id') ?? [])
    if (!negated && operator === '$eq' && !Array.isArray(operand)) return [operand];
  return null;
}

function natural(hint: Value | undefined, sort: SortPattern): boolean | null {
  if (sort.length === 1 && sort[0]!.path === '$natural') return sort[0]!.direction === -1;
  if (hint instanceof Map && hint.has('$natural')) return Number(hint.get('$natural')) < 0;
  return null;
}

function hinted(collection: Collection, hint: Value): Index {
  const found = collection.indexes.find(({ name, key }) =>
    typeof hint === 'string'
      ? name === hint
      : hint instanceof Map && equalValues(key, hint) && [...key.keys()].join() === [...hint.keys()].join(),
  );
  if (!found)
    throw new Failure(
      2,
      typeof hint === 'string' || hint instanceof Map
        ? 'error processing query: hint provided does not correspond to an existing index'
        : `hint must be a string or an object`,
    );
  return found;
}

/**
 * Chooses where to look: the longest run of equalities plus one range, then the order; a scan where no index helps.
 * @throws Failure 2 for a hint that names no index
 */
export function planQuery(collection: Collection, filter: Filter, sort: SortPattern, hint?: Value): Plan {
  const backwards = natural(hint, sort);
  if (backwards !== null)
    return { kind: 'scan', reverse: backwards, sorted: sort.length === 0 || sort[0]!.path === '$natural' };
  const tests = requirements(filter, new Map());
  if (hint !== undefined && !(hint instanceof Map && hint.size === 0)) {
    const index = hinted(collection, hint);
    const chosen = consider(index, tests, filter, sort);
    // A hint to a sparse or partial index is obeyed even though documents may be missing from it.
    if (chosen) return chosen.plan;
    return {
      kind: 'index',
      index,
      ranges: wholeIndex,
      reverse: false,
      unique: false,
      repeats: index.multikey.size > 0,
      sorted: sort.length === 0,
      used: 0,
      exact: false,
    };
  }
  const ids = idsOf(tests);
  if (ids) return { kind: 'ids', ids, sorted: true };
  if (filter === everything && sort.length === 0) return { kind: 'scan', reverse: false, sorted: true };
  let best: Candidate | null = null;
  for (const index of collection.indexes) {
    const candidate =
      index.specification.get('hidden') === true ? null : consider(index, tests, filter, sort);
    if (!candidate || score(candidate, sort.length > 0) === 0) continue;
    if (candidate.plan.used === 0 && !candidate.plan.sorted) continue;
    if (!best || score(candidate, sort.length > 0) > score(best, sort.length > 0)) best = candidate;
  }
  return best ? best.plan : { kind: 'scan', reverse: false, sorted: sort.length === 0 };
}
