import type { Row, Store } from '../storage/store.js';
import type { Collection } from '../storage/catalog.js';
import type { Plan } from './plan.js';

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
