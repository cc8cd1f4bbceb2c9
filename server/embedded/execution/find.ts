import { readDocument, readFields } from '../bson/read.js';
import type { TextOrder } from '../bson/collation.js';
import type { Doc, Value } from '../bson/value.js';
import type { Filter } from '../query/filter.js';
import type { Trace } from '../query/path.js';
import { compareSortKeys, sortKey } from '../query/sort.js';
import type { SortPattern } from '../query/sort.js';
import type { Collection } from '../storage/catalog.js';
import type { Row, Store } from '../storage/store.js';
import { candidates } from './candidates.js';
import type { Plan } from './plan-kinds.js';

/** A row that fits, and the array position its filter matched at. */
export interface Match {
  readonly row: Row;
  readonly matched: number | null;
}

export interface Query {
  readonly filter: Filter;
  readonly sort: SortPattern;
  readonly skip: number;
  /** 0: no limit. */
  readonly limit: number;
  /** The order of texts by a collation, for sorting. */
  readonly text?: TextOrder | null;
}

/** Reads as much of a row as a filter looks at. */
function readFor(filter: Filter, raw: Buffer): Doc {
  return filter.fields === null ? readDocument(raw) : readFields(raw, filter.fields);
}

function* fitting(store: Store, collection: Collection, plan: Plan, filter: Filter): Generator<Match | null> {
  const all =
    filter.fields !== null && filter.fields.size === 0 && filter.kind === 'and' && filter.parts.length === 0;
  for (const row of candidates(store, collection, plan)) {
    if (row === null) yield null;
    else if (all) yield { row, matched: null };
    else {
      const trace: Trace = { index: null };
      if (filter.test(readFor(filter, row.raw), trace)) yield { row, matched: trace.index };
    }
  }
}

/** Sorts with the sort keys in memory and the documents left where they are, until they are asked for. */
function* sorted(
  store: Store,
  collection: Collection,
  found: Iterable<Match | null>,
  sort: SortPattern,
  most: number,
  text: TextOrder | null,
): Generator<Match | null> {
  const fields = new Set(sort.map(({ parts }) => parts[0]!));
  const compare = (a: Keyed, b: Keyed): number =>
    compareSortKeys(a.key, b.key, sort, text) || a.order - b.order;
  let kept: Keyed[] = [];
  let order = 0;
  for (const match of found) {
    if (match === null) {
      yield null;
      continue;
    }
    kept.push({
      key: sortKey(readFields(match.row.raw, fields), sort, text),
      record: match.row.record,
      matched: match.matched,
      order: order++,
    });
    if (most > 0 && kept.length >= 2 * most + 1000) kept = kept.sort(compare).slice(0, most);
  }
  kept.sort(compare);
  if (most > 0) kept = kept.slice(0, most);
  let count = 0;
  for (const { record, matched } of kept) {
    const raw = store.get(collection, record);
    if (raw) yield { row: { record, raw }, matched };
    if (++count % 256 === 0) yield null;
  }
}

interface Keyed {
  readonly key: Value[];
  readonly record: number;
  readonly matched: number | null;
  readonly order: number;
}

/** The rows of a query in order, with its skip and limit; null where the work may pause. */
export function* find(
  store: Store,
  collection: Collection,
  plan: Plan,
  query: Query,
): Generator<Match | null> {
  const { filter, sort, skip, limit } = query;
  let found: Iterable<Match | null> = fitting(store, collection, plan, filter);
  const inOrder = plan.sorted;
  if (sort.length > 0 && !inOrder)
    found = sorted(store, collection, found, sort, limit > 0 ? limit + skip : 0, query.text ?? null);
  let passed = 0;
  let given = 0;
  for (const match of found) {
    if (match === null) yield null;
    else if (passed < skip) passed++;
    else {
      yield match;
      if (++given === limit) return;
    }
  }
}
