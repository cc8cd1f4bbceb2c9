import type { Row, Store } from '../storage/store.js';
import type { Collection } from '../storage/catalog.js';
import type { IndexPlan, Plan, UnionPlan } from './plan-kinds.js';

const lookupsInTurn = 128;

/** Record numbers along the ranges of an index, each document's once; null after each chunk. */
function* indexed(store: Store, plan: IndexPlan): Generator<number | null> {
  const seen = plan.repeats ? new Set<number>() : null;
  for (const range of plan.ranges)
    for (const chunk of store.indexes.scan(plan.index, { ...range, reverse: plan.reverse })) {
      for (const { record } of chunk) {
        if (seen?.has(record)) continue;
        seen?.add(record);
        yield record;
      }
      yield null;
    }
}

/** Record numbers of whole unique keys, each by one look-up. */
function* uniquelyIndexed(store: Store, plan: IndexPlan): Generator<number | null> {
  const seen = plan.repeats ? new Set<number>() : null;
  for (const [at, { from }] of plan.ranges.entries()) {
    const record = store.indexes.recordOfKey(plan.index, from);
    if (record !== null && !seen?.has(record)) {
      seen?.add(record);
      yield record;
    }
    if (at % lookupsInTurn === lookupsInTurn - 1) yield null;
  }
}

/** Record numbers that any of the branches offers, each once and in the order of the collection. */
function* united(store: Store, collection: Collection, { branches }: UnionPlan): Generator<number | null> {
  const found = new Set<number>();
  for (const branch of branches)
    for (const record of records(store, collection, branch))
      if (record === null) yield null;
      else found.add(record);
  yield* [...found].sort((a, b) => a - b);
}

function* records(
  store: Store,
  collection: Collection,
  plan: Exclude<Plan, { kind: 'scan' }>,
): Generator<number | null> {
  if (plan.kind === 'union') yield* united(store, collection, plan);
  else if (plan.kind === 'index') yield* plan.unique ? uniquelyIndexed(store, plan) : indexed(store, plan);
  else
    for (const id of plan.ids) {
      const record = store.recordOfId(collection, id);
      if (record !== null) yield record;
    }
}

/** The rows a plan offers, in its order; null after each chunk, where others may have their turn. */
export function* candidates(store: Store, collection: Collection, plan: Plan): Generator<Row | null> {
  if (plan.kind === 'scan') {
    for (const chunk of store.scan(collection, plan.reverse)) {
      yield* chunk;
      yield null;
    }
    return;
  }
  let read = 0;
  for (const record of records(store, collection, plan)) {
    if (record === null) yield null;
    else {
      const raw = store.get(collection, record);
      if (raw) yield { record, raw };
      if (++read % lookupsInTurn === 0) yield null;
    }
  }
}
