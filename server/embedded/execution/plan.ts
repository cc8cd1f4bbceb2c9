import { Failure } from '../failure.js';
import { equalValues } from '../bson/compare.js';
import type { Value } from '../bson/value.js';
import type { Collection, Index } from '../storage/catalog.js';
import { everything } from '../query/filter.js';
import type { ElementTest, Filter } from '../query/filter.js';
import { requirements } from './coverage.js';
import type { SortPattern } from '../query/sort.js';
import { edgeBytes, everyKey } from './bounds.js';
import { consider, score } from './index-candidate.js';
import type { Candidate } from './index-candidate.js';
import type { KeyRange, Plan, UnionPlan } from './plan-kinds.js';

const wholeIndex: readonly KeyRange[] = [{ from: edgeBytes(everyKey.from), to: edgeBytes(everyKey.to) }];

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
 * @param collated texts are sorted by a collation, whose order no index has
 * @throws Failure 2 for a hint that names no index
 */
export function planQuery(
  collection: Collection,
  filter: Filter,
  sort: SortPattern,
  hint?: Value,
  collated = false,
): Plan {
  const backwards = natural(hint, sort);
  if (collated && backwards === null && sort.length > 0) {
    const plan = planQuery(collection, filter, [], hint);
    return plan.kind === 'ids' ? plan : { ...plan, sorted: false };
  }
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
  return (
    best?.plan ??
    unionOf(collection, filter, sort) ?? { kind: 'scan', reverse: false, sorted: sort.length === 0 }
  );
}

/** An `$or` that every fitting document passes and whose branches all have an index to narrow them; else null. */
function unionOf(collection: Collection, filter: Filter, sort: SortPattern): UnionPlan | null {
  if (filter.kind === 'and') {
    for (const part of filter.parts) {
      const plan = unionOf(collection, part, sort);
      if (plan) return plan;
    }
    return null;
  }
  if (filter.kind !== 'or') return null;
  const branches: UnionPlan['branches'][number][] = [];
  for (const part of filter.parts) {
    const plan = planQuery(collection, part, []);
    if (plan.kind === 'scan') return null;
    branches.push(plan);
  }
  return { kind: 'union', branches, sorted: sort.length === 0 };
}
