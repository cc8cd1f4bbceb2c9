import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure, inContext } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { nextBatch } from '../execution/batch.js';
import type { Batch } from '../execution/batch.js';
import type { Item } from '../execution/cursors.js';
import { countField } from './fields.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';

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
    const next = async (): Promise<Batch> => {
      if (size > 0 && cursor.ahead) {
        cursor.items = again(await cursor.ahead, cursor.items);
        cursor.ahead = null;
        cursor.held = null;
      }
      return cursor.ahead ?? nextBatch(cursor.items, cursor.held, size);
    };
    const batch = await next().catch((error: unknown) => {
      cursor.busy = false;
      server.cursors.close(id);
      throw inContext(error, 'Executor error during getMore');
    });
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
