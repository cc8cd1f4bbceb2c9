import type { Doc, Value } from '../bson/value.js';

/** What an operator sees of the field it changes. */
export interface FieldContext {
  /** The dotted path as it is in this document, positions filled in. */
  readonly path: string;
  /** The whole document as it was, for messages and `$min`-like decisions. */
  readonly document: Doc;
  readonly now: Date;
}

/** One operator on one path. */
export interface Modifier {
  readonly operator: string;
  readonly path: string;
  readonly parts: readonly string[];
  /** Whether missing parents are made on the way; without it nothing happens where the path does not lead anywhere. */
  readonly creates: boolean;
  /** Only while an upsert inserts. */
  readonly onInsertOnly: boolean;
  /** Whether it does anything to a document as it was; left out by those that always do. */
  applies?(document: Doc): boolean;
  /** The field's new value; undefined removes it (a null in its place inside an array). */
  apply(current: Value | undefined, context: FieldContext): Value | undefined;
}
