/** How answers reach the statistics: a column an item, a code an answer, a row a response. */
import type { Codes, StoredBytes } from './codes.js';

/** Code of an item that was left blank. Levels are their own value 1…5. */
export const BLANK = 0;
/** Code of "không biết / không sử dụng" (not used). */
export const NOT_USED = 6;
/** By code: 1 where it is a level, and so an answer on the scale. */
export const IS_LEVEL = Uint8Array.of(0, 1, 1, 1, 1, 1, 0, 0);
/** Number of replicate groups of the jackknife (statistics.md §3). */
export const REPLICATE_GROUPS = 32;
/** Places kept per item and group: the codes 0…6 and one that is never used, to make it a power of two. */
export const CODES = 8;

export interface Columns {
  readonly rows: number;
  /** Item id → one code a row: BLANK, 1…5 or NOT_USED. An item that a form does not ask has no column. */
  readonly levels: Readonly<Record<string, Uint8Array | StoredBytes>>;
  /** Replicate group 0…31 of each row: a stable hash of the response id. */
  readonly group: Uint8Array | StoredBytes;
  /** Weight of each row; null: every row weighs 1. */
  readonly weight: Float64Array | null;
}

/** Columns of a byte a code, for what goes through them row by row. */
export interface PlainColumns extends Columns {
  readonly levels: Readonly<Record<string, Uint8Array>>;
  readonly group: Uint8Array;
}

/** Which rows count: 1 in, 0 out. null: all of them. */
export type RowMask = Uint8Array | null;

/** How a breakdown sorts rows: those that count, by a key of each (null: all under key 0). */
export interface Sorting {
  readonly mask: RowMask;
  readonly key: Codes | null;
}
