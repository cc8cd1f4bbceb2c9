import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import type { TextOrder } from '../bson/collation.js';
import type { Doc, Value } from '../bson/value.js';
import { writeDocument } from '../bson/write.js';
import { find } from '../execution/find.js';
import type { Match } from '../execution/find.js';
import { planOperation } from '../execution/index-use.js';
import type { Filter } from '../query/filter.js';
import type { SortPattern } from '../query/sort.js';
import type { Collection } from '../storage/catalog.js';
import { applyUpdate } from '../update/update.js';
import type { Update } from '../update/update.js';
import { upsertBase } from '../update/upsert.js';
import { newObjectId, prepare } from './insert.js';
import type { Server } from './command.js';

/** The rows a write is about, all found before the first is changed. @throws Failure 50 when that takes too long */
export function targets(
  server: Server,
  collection: Collection,
  filter: Filter,
  sort: SortPattern,
  limit: number,
  hint: Value | undefined,
  deadline: number,
  text: TextOrder | null = null,
): Match[] {
  const plan = planOperation(collection, filter, sort, hint, text !== null);
  const found: Match[] = [];
  for (const match of find(server.store, collection, plan, { filter, sort, skip: 0, limit, text })) {
    if (match) found.push(match);
    else if (performance.now() > deadline) throw new Failure(50, 'operation exceeded time limit');
  }
  return found;
}

/** Applies an update to one row. @returns the document before and after, and whether a byte of it changed */
export function updateRow(
  server: Server,
  collection: Collection,
  match: Match,
  update: Update,
  now: Date,
): { before: Doc; after: Doc; changed: boolean } {
  const before = readDocument(match.row.raw);
  const after = applyUpdate(update, before, match.matched, now);
  if (writeDocument(after).equals(match.row.raw)) return { before, after, changed: false };
  server.store.replace(collection, match.row, before, after);
  return { before, after, changed: true };
}

/** Inserts what an upsert makes of its filter and its update. */
export function upsert(server: Server, collection: Collection, filter: Doc, update: Update, now: Date): Doc {
  let made = applyUpdate(update, upsertBase(filter, update.kind === 'replacement'), null, now, true);
  if (!made.has('_id')) made = new Map<string, Value>([['_id', newObjectId(now)], ...made]);
  const { document, raw } = prepare(made, now, null, 'upsert');
  server.store.insert(collection, document, raw);
  return document;
}

/** @throws Failure 9 unless a multi-update is one of operators */
export function checkMulti(update: Update): void {
  if (update.kind === 'replacement')
    throw new Failure(9, 'multi update is not supported for replacement-style update');
}
