import type { Row, Store } from '../storage/store.js';
import type { Collection } from '../storage/catalog.js';
import type { Plan } from './plan.js';

type IndexPlan = Extract<Plan, { kind: 'index' }>;

const lookupsInTurn = 128;

/** The rows of whole unique keys, each by one look-up. */
function* uniqueRows(store: Store, collection: Collection, plan: IndexPlan): Generator<Row | null> {
  const seen = plan.repeats ? new Set<number>() : null;
  for (const [at, { from }] of plan.ranges.entries()) {
    const record = store.recordOfKey(plan.index, from);
    const raw = record === null || seen?.has(record) ? undefined : store.get(collection, record);
    if (raw) {
      seen?.add(record!);
      yield { record: record!, raw };
    }
    if (at % lookupsInTurn === lookupsInTurn - 1) yield null;
  }
}

/** The rows a plan offers, in its order; null after each chunk, where others may have their turn. */
export function* candidates(store: Store, collection: Collection, plan: Plan): Generator<Row | null> {
  if (plan.kind === 'ids') {
    for (const id of plan.ids) {
      const record = store.recordOfId(collection, id);
      const raw = record === null ? undefined : store.get(collection, record);
      if (raw) yield { record: record!, raw };
    }
    return;
  }
  if (plan.kind === 'scan') {
    for (const chunk of store.scan(collection, plan.reverse)) {
      yield* chunk;
      yield null;
    }
    return;
  }
  if (plan.unique) {
    yield* uniqueRows(store, collection, plan);
    return;
  }
  const seen = plan.repeats ? new Set<number>() : null;
  for (const range of plan.ranges)
    for (const chunk of store.scanIndex(plan.index, { ...range, reverse: plan.reverse })) {
      for (const { record } of chunk) {
        if (seen?.has(record)) continue;
        seen?.add(record);
        const raw = store.get(collection, record);
        if (raw) yield { record, raw };
      }
      yield null;
    }
}
