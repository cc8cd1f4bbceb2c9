import type { Filter } from '../query/filter.js';
import { everything } from '../query/filter.js';
import type { Collection } from '../storage/catalog.js';
import type { Store } from '../storage/store.js';
import { paused } from './batch.js';
import { find } from './find.js';
import { planOperation } from './index-use.js';
import type { Value } from '../bson/value.js';

export interface CountQuery {
  readonly filter: Filter;
  readonly skip: number;
  /** 0: no limit. */
  readonly limit: number;
  readonly hint: Value | undefined;
  readonly deadline: number;
}

/** How many documents fit: from the collection's own count, from index keys alone where they settle it, else by reading. */
export async function countDocuments(
  store: Store,
  collection: Collection,
  query: CountQuery,
): Promise<number> {
  const { filter, skip, limit, hint, deadline } = query;
  const cut = (count: number): number =>
    limit > 0 ? Math.min(Math.max(count - skip, 0), limit) : Math.max(count - skip, 0);
  const hinted = hint !== undefined && !(hint instanceof Map && hint.size === 0);
  if (filter === everything && !hinted) return cut(collection.count);
  const plan = planOperation(collection, filter, [], hint);
  if (plan.kind === 'index' && plan.exact)
    return cut(plan.ranges.reduce((total, range) => total + store.indexes.countRange(plan.index, range), 0));
  let count = 0;
  await paused(find(store, collection, plan, { filter, sort: [], skip, limit }), () => ++count > 0, deadline);
  return count;
}
