import { codeName } from '../failure.js';
import type { Value } from '../bson/value.js';
import type { Command, Reply } from './command.js';

/** How the command before this one went on a connection. */
export interface Outcome {
  readonly error: { readonly code: number; readonly message: string } | null;
  /** Documents it updated, upserted or removed; 0 for an insert and for a command that does not write. */
  readonly n: number;
  /** For an update: whether it found a document that was there. */
  readonly updatedExisting: boolean | null;
  readonly upserted: Value | undefined;
}

/** What the engine remembers of one connection between its commands. */
export interface Client {
  readonly id: number;
  last: Outcome;
}

export const nothingDone: Outcome = { error: null, n: 0, updatedExisting: null, upserted: undefined };

const writes = ['insert', 'update', 'delete', 'findAndModify'];

/** The outcome of a command by its reply; of several write errors the last one counts. */
export function outcomeOf(command: string, reply: Reply): Outcome {
  const failed = reply.get('code');
  if (failed !== undefined)
    return {
      ...nothingDone,
      error: { code: failed as number, message: reply.get('errmsg') as string },
    };
  if (!writes.includes(command)) return nothingDone;
  const errors = reply.get('writeErrors') as Map<string, Value>[] | undefined;
  const last = errors?.at(-1);
  if (last)
    return {
      ...nothingDone,
      error: { code: last.get('code') as number, message: last.get('errmsg') as string },
    };
  const upserted = reply.get('upserted') as Map<string, Value>[] | undefined;
  const counts = (reply.get('lastErrorObject') as Reply | undefined) ?? reply;
  const n = command === 'insert' ? 0 : ((counts.get('n') as number | undefined) ?? 0);
  return {
    error: null,
    n,
    updatedExisting: command === 'update' ? n > 0 && !upserted : null,
    upserted: upserted?.at(-1)?.get('_id'),
  };
}

/**
 * How the command before this one went on the same connection. Clients older than acknowledged writes ask this after every
 * write; every write here is acknowledged on disk before its reply, so there is nothing to wait for.
 */
export const getLastError: Command = {
  name: 'getLastError',
  fields: ['w', 'j', 'fsync', 'wtimeout'],
  run({ client }) {
    const { error, n, updatedExisting, upserted } = client.last;
    const reply: Reply = new Map<string, Value>([['connectionId', client.id]]);
    if (error) reply.set('err', error.message).set('code', error.code).set('codeName', codeName(error.code));
    if (updatedExisting !== null) reply.set('updatedExisting', updatedExisting);
    if (upserted !== undefined) reply.set('upserted', upserted);
    reply.set('n', n);
    if (!error) reply.set('syncMillis', 0).set('writtenTo', null).set('err', null);
    return reply;
  },
};
