import type { Failure } from '../failure.js';
import type { Value } from '../bson/value.js';
import type { Reply } from './command.js';

/** One entry of `writeErrors`. */
export function writeError(index: number, failure: Failure): Map<string, Value> {
  const made = new Map<string, Value>([
    ['index', index],
    ['code', failure.code],
  ]);
  if (failure.code === 11000) for (const [name, value] of failure.details) made.set(name, value as Value);
  made.set('errmsg', failure.message);
  return made;
}

/** `ok: 1` is added by the dispatcher; errors of single documents stand beside the counts. */
export function writeReply(counts: Iterable<[string, Value]>, errors: Value[]): Reply {
  const reply: Reply = new Map(counts);
  if (errors.length > 0) reply.set('writeErrors', errors);
  return reply;
}
