import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { RawDocument } from '../bson/write.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { nextBatch } from '../execution/batch.js';
import type { Batch } from '../execution/batch.js';
import type { Item } from '../execution/cursors.js';
import { find as findRows } from '../execution/find.js';
import type { Match } from '../execution/find.js';
import { planQuery } from '../execution/plan.js';
import { parseFilter } from '../query/parse-filter.js';
import { compileProjection } from '../query/projection.js';
import type { Projection } from '../query/projection.js';
import { sortPattern } from '../query/sort.js';
import { boolField, countField, deadlineOf, docField, refuseOptions, variablesOf } from './fields.js';
import { namespaceOf } from './command.js';
import type { Command, Reply, Server } from './command.js';

function* projected(matches: Iterable<Match | null>, projection: Projection | null): Generator<Item | null> {
  for (const match of matches) {
    if (match === null) yield null;
    else if (!projection) yield new RawDocument(match.row.raw);
    else yield projection(readDocument(match.row.raw), match.matched);
  }
}

/** Answers the first batch and keeps a cursor when there is more. */
export async function openCursor(
  server: Server,
  namespace: string,
  items: Iterator<Item | null>,
  batchSize: number,
  single: boolean,
  limit: number,
  deadline: number,
  now: Date,
): Promise<Reply> {
  const batch =
    batchSize === 0 && !single
      ? { documents: [], done: false, held: null }
      : await nextBatch(items, null, batchSize, deadline);
  let id = 0n;
  if (batch.done || single || (limit > 0 && batch.documents.length >= limit)) items.return?.();
  else id = server.cursors.add(namespace, items, batch.held, now.getTime()).id;
  const cursor = new Map<string, Value | RawDocument[]>([
    ['firstBatch', batch.documents],
    ['id', id],
    ['ns', namespace],
  ]);
  return new Map([['cursor', cursor]]) as Reply;
}

/** The compiled parts of a find, shared with explain. */
export function readQuery(request: Parameters<Command['run']>[0]) {
  const { body } = request;
  const variables = variablesOf(request);
  const limit = countField('FindCommandRequest', body, 'limit') ?? 0;
  const projectionSpec = docField('FindCommandRequest', body, 'projection');
  const filter = parseFilter(docField('FindCommandRequest', body, 'filter'), { variables });
  return {
    variables,
    filter,
    sort: sortPattern(docField('FindCommandRequest', body, 'sort')),
    skip: countField('FindCommandRequest', body, 'skip') ?? 0,
    limit,
    projection: projectionSpec.size > 0 ? compileProjection(projectionSpec, variables, filter) : null,
  };
}

export const find: Command = {
  name: 'find',
  fields: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'let',
    'max',
    'min',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
    'noCursorTimeout',
    'allowPartialResults',
    'collation',
    'allowDiskUse',
  ],
  flags: ['singleBatch', 'oplogReplay', 'noCursorTimeout', 'allowPartialResults', 'allowDiskUse'],
  async run(request, server) {
    const { body } = request;
    const namespace = namespaceOf(request);
    refuseOptions(body, 'max', 'min', 'returnKey', 'showRecordId', 'tailable', 'awaitData', 'collation');
    const query = readQuery(request);
    const batchSize = countField('FindCommandRequest', body, 'batchSize');
    const singleBatch = boolField('FindCommandRequest', body, 'singleBatch', false);
    const collection = server.catalog.find(namespace);
    const plan = collection ? planQuery(collection, query.filter, query.sort, body.get('hint')) : null;
    const matches = collection && plan ? findRows(server.store, collection, plan, query) : [];
    const items = projected(matches, query.projection);
    return openCursor(
      server,
      namespace,
      items,
      batchSize ?? 101,
      singleBatch,
      query.limit,
      deadlineOf(body),
      request.now,
    );
  },
};

/** What was made ahead, given once more for a client that now wants it in other portions. */
function* again({ documents, held }: Batch, rest: Iterator<Item | null>): Generator<Item | null> {
  yield* documents;
  if (held) yield held;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

export const getMore: Command = {
  name: 'getMore',
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  async run(request, server) {
    const { body, database, now } = request;
    const id = body.get('getMore');
    if (typeof id !== 'bigint')
      throw new Failure(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
    const name = body.get('collection');
    if (name === undefined)
      throw new Failure(40414, "BSON field 'getMore.collection' is missing but a required field");
    if (typeof name !== 'string')
      throw new Failure(
        14,
        `BSON field 'getMore.collection' is the wrong type '${typeName(name)}', expected type 'string'`,
      );
    const cursor = server.cursors.take(id, `${database}.${name}`, now.getTime());
    const size = countField('getMore', body, 'batchSize') ?? 0;
    if (body.has('maxTimeMS'))
      throw new Failure(2, 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
    cursor.busy = true;
    if (size > 0 && cursor.ahead) {
      cursor.items = again(await cursor.ahead, cursor.items);
      cursor.ahead = null;
      cursor.held = null;
    }
    const batch = await (cursor.ahead ?? nextBatch(cursor.items, cursor.held, size)).catch(
      (error: unknown) => {
        cursor.busy = false;
        server.cursors.close(id);
        throw error;
      },
    );
    cursor.ahead = null;
    cursor.busy = false;
    cursor.held = batch.held;
    if (batch.done || !server.cursors.has(id)) server.cursors.close(id);
    else if (size === 0) {
      cursor.ahead = nextTurn().then(() => nextBatch(cursor.items, cursor.held, 0));
      cursor.ahead.catch(() => undefined);
    }
    const answer: Doc = new Map<string, Value>([
      ['nextBatch', batch.documents as unknown as Value],
      ['id', batch.done ? 0n : id],
      ['ns', cursor.namespace],
    ]);
    return new Map([['cursor', answer]]);
  },
};

export const killCursors: Command = {
  name: 'killCursors',
  fields: ['cursors'],
  run(request, server) {
    namespaceOf(request);
    const ids = request.body.get('cursors');
    if (ids === undefined)
      throw new Failure(40414, "BSON field 'killCursors.cursors' is missing but a required field");
    if (!Array.isArray(ids))
      throw new Failure(
        14,
        `BSON field 'killCursors.cursors' is the wrong type '${typeName(ids)}', expected type 'array'`,
      );
    const wrong = ids.findIndex((id) => typeof id !== 'bigint');
    if (wrong >= 0)
      throw new Failure(
        14,
        `BSON field 'killCursors.cursors.${wrong}' is the wrong type '${typeName(ids[wrong])}', expected type 'long'`,
      );
    const killed: Value[] = [];
    const unknown: Value[] = [];
    for (const id of ids) (server.cursors.close(id as bigint) ? killed : unknown).push(id);
    return new Map<string, Value>([
      ['cursorsKilled', killed],
      ['cursorsNotFound', unknown],
      ['cursorsAlive', []],
      ['cursorsUnknown', []],
    ]);
  },
};
