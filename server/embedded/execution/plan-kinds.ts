import type { Value } from '../bson/value.js';
import type { Index } from '../storage/catalog.js';

/** Index keys from (inclusive) to (exclusive). */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** Candidates along an index. */
export interface IndexPlan {
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
}

export interface IdPlan {
  readonly kind: 'ids';
  readonly ids: readonly Value[];
  readonly sorted: true;
}

/** Candidates of any of the branches of an `$or`, each by its own index. */
export interface UnionPlan {
  readonly kind: 'union';
  readonly branches: readonly (IndexPlan | IdPlan | UnionPlan)[];
  readonly sorted: boolean;
}

/** Where the candidates of a query come from; every candidate is still tested against the whole filter. */
export type Plan =
  | IdPlan
  | IndexPlan
  | UnionPlan
  | { readonly kind: 'scan'; readonly reverse: boolean; readonly sorted: boolean };
