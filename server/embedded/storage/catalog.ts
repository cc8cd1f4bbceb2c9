import type { Doc, Value } from '../bson/value.js';
import type { Filter } from '../query/filter.js';
import type { KeyPart } from './index-keys.js';

/** An index as it stands in the catalog. */
export interface Index {
  readonly id: number;
  readonly name: string;
  /** What listIndexes answers. */
  readonly specification: Doc;
  readonly key: Doc;
  readonly pattern: readonly KeyPart[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | null;
  readonly expireAfterSeconds: number | null;
  /** Positions of parts that have ever met an array; such a part cannot be trusted to hold one value a document. */
  readonly multikey: Set<number>;
  readonly use: IndexUse;
}

/** How often clients' operations have used an index, since it was made or the engine started. */
export interface IndexUse {
  operations: number;
  readonly since: Date;
}

/** A collection as it is known while the engine runs. */
export interface Collection {
  readonly id: number;
  namespace: string;
  readonly uuid: Value;
  readonly options: Doc;
  indexes: Index[];
  nextRecord: number;
  count: number;
  bytes: number;
}

export function databaseOf(namespace: string): string {
  return namespace.slice(0, namespace.indexOf('.'));
}

export function collectionOf(namespace: string): string {
  return namespace.slice(namespace.indexOf('.') + 1);
}
