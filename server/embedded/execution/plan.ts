import type { Value } from '../bson/value.js';
import type { Collection, Index } from '../storage/catalog.js';
import type { Filter } from '../query/filter.js';
import type { SortPattern } from '../query/sort.js';

/** A stretch of an index: keys from (inclusive) to (exclusive). */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** Where the candidates of a query come from; every candidate is still tested against the whole filter. */
export type Plan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ids'; readonly ids: readonly Value[]; readonly sorted: boolean }
  | { readonly kind: 'scan'; readonly reverse: boolean; readonly sorted: boolean }
  | {
      readonly kind: 'index';
      readonly index: Index;
      readonly ranges: readonly KeyRange[];
      readonly reverse: boolean;
      /** Whether a document may come more than once (an array's elements). */
      readonly repeats: boolean;
      /** Whether the candidates come in the order that was asked for. */
      readonly sorted: boolean;
    };

function idOf(filter: Filter): readonly Value[] | null {
  if (filter.kind === 'and') {
    for (const part of filter.parts) {
      const ids = idOf(part);
      if (ids) return ids;
    }
    return null;
  }
  if (filter.kind !== 'element' || filter.path !== '_id') return null;
  return filter.element.operator === '$eq' ? [filter.element.operand] : null;
}

/** Chooses where to look. */
export function planQuery(collection: Collection, filter: Filter, sort: SortPattern, _hint?: Value): Plan {
  const ids = idOf(filter);
  if (ids) return { kind: 'ids', ids, sorted: true };
  void collection;
  return { kind: 'scan', reverse: false, sorted: sort.length === 0 };
}
