import { readDocument } from '../bson/read.js';
import { RawDocument } from '../bson/value-writer.js';
import type { Value } from '../bson/value.js';
import { nextBatch } from '../execution/batch.js';
import type { Item } from '../execution/cursors.js';
import { find as findRows } from '../execution/find.js';
import type { Match } from '../execution/find.js';
import { planOperation } from '../execution/index-use.js';
import { parseFilter } from '../query/parse-filter.js';
import { checkCollatedProjection } from '../query/collated.js';
import { compileProjection } from '../query/projection.js';
import type { Projection } from '../query/projection.js';
import { sortPattern } from '../query/sort.js';
import { reading } from './executing.js';
import {
  countField,
  deadlineOf,
  docField,
  refuseOptions,
  switchField,
  textOrder,
  variablesOf,
} from './fields.js';
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
  const text = textOrder(body);
  const filter = parseFilter(docField('FindCommandRequest', body, 'filter'), { variables, text });
  if (text) checkCollatedProjection(projectionSpec);
  return {
    variables,
    filter,
    text,
    sort: sortPattern(docField('FindCommandRequest', body, 'sort')),
    skip: countField('FindCommandRequest', body, 'skip') ?? 0,
    limit,
    projection: projectionSpec.size > 0 ? compileProjection(projectionSpec, variables, filter) : null,
  };
}

/** What changes nothing on a single server. */
const passedOver = ['oplogReplay', 'noCursorTimeout', 'allowPartialResults', 'allowDiskUse'];

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
  async run(request, server) {
    const { body } = request;
    const namespace = namespaceOf(request);
    refuseOptions(body, 'max', 'min', 'returnKey', 'showRecordId', 'tailable', 'awaitData');
    const query = readQuery(request);
    const batchSize = countField('FindCommandRequest', body, 'batchSize');
    const singleBatch = switchField(body, 'singleBatch');
    for (const field of passedOver) switchField(body, field);
    const collection = server.catalog.find(namespace);
    const plan = collection
      ? planOperation(collection, query.filter, query.sort, body.get('hint'), query.text !== null)
      : null;
    const matches = collection && plan ? findRows(server.store, collection, plan, query) : [];
    const items = projected(matches, query.projection);
    return reading('Executor error during find command', () =>
      openCursor(
        server,
        namespace,
        items,
        batchSize ?? 101,
        singleBatch,
        query.limit,
        deadlineOf(body),
        request.now,
      ),
    );
  },
};
