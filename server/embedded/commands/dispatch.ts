import { Failure, codeName } from '../failure.js';
import { double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { aggregate } from './aggregate.js';
import { count, distinct } from './counting.js';
import { collStats, dbStats } from './stats.js';
import { checkFields } from './command.js';
import type { Command, Reply, Request, Server } from './command.js';
import { create, drop, dropDatabase, renameCollection } from './databases.js';
import * as diagnostics from './diagnostics.js';
import { findAndModify } from './find-and-modify.js';
import { explain } from './explain.js';
import { getMore, killCursors } from './cursor-commands.js';
import { find } from './find.js';
import {
  getFreeMonitoringStatus,
  getLog,
  killSessions,
  logout,
  refreshSessions,
  replSetGetStatus,
  startSession,
  validate,
} from './housekeeping.js';
import { dropIndexes } from './drop-indexes.js';
import { createIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { listCollections, listDatabases } from './listing.js';
import { getLastError, outcomeOf } from './last-error.js';
import { getParameter } from './parameters.js';
import { remove } from './delete.js';
import { update } from './update.js';

/** Every command this engine has, by every name it goes by. One that is not here is refused with 59 (CommandNotFound). */
export const commands: ReadonlyMap<string, Command> = new Map(
  [
    find,
    getMore,
    killCursors,
    insert,
    update,
    remove,
    findAndModify,
    aggregate,
    count,
    distinct,
    create,
    drop,
    dropDatabase,
    renameCollection,
    createIndexes,
    dropIndexes,
    listIndexes,
    listCollections,
    listDatabases,
    collStats,
    dbStats,
    diagnostics.hello,
    diagnostics.isMaster,
    diagnostics.ismaster,
    diagnostics.ping,
    diagnostics.buildInfo,
    diagnostics.endSessions,
    diagnostics.whatsmyuri,
    diagnostics.connectionStatus,
    getParameter,
    diagnostics.serverStatus,
    diagnostics.hostInfo,
    diagnostics.getCmdLineOpts,
    getLastError,
    explain,
    getLog,
    replSetGetStatus,
    startSession,
    refreshSessions,
    killSessions,
    logout,
    getFreeMonitoringStatus,
    validate,
  ].map((command): [string, Command] => [command.name, command]),
);

const aliases: Readonly<Record<string, string>> = {
  findandmodify: 'findAndModify',
  buildinfo: 'buildInfo',
  collstats: 'collStats',
  dbstats: 'dbStats',
  deleteIndexes: 'dropIndexes',
  getlasterror: 'getLastError',
};

/** The reply to an error, as MongoDB words it. */
export function failureReply(error: unknown, report: (error: unknown) => void): Reply {
  const failure = error instanceof Failure ? error : new Failure(1, 'the engine failed; its log says how');
  if (!(error instanceof Failure)) report(error);
  const reply: Reply = new Map<string, Value>([
    ['ok', double(0)],
    ['errmsg', failure.message],
    ['code', failure.code],
    ['codeName', codeName(failure.code)],
  ]);
  for (const [name, value] of failure.details) reply.set(name, value as Value);
  return reply;
}

/** Runs one command and answers it; errors become replies, and the client's next getLastError tells of them. */
export async function dispatch(
  request: Request,
  server: Server,
  report: (error: unknown) => void,
): Promise<Reply> {
  const name = request.body.keys().next().value ?? '';
  const command = commands.get(name) ?? commands.get(aliases[name] ?? '');
  const reply = await answer(name, command, request, server, report);
  if (command !== getLastError) request.client.last = outcomeOf(command?.name ?? name, reply);
  return reply;
}

async function answer(
  name: string,
  command: Command | undefined,
  request: Request,
  server: Server,
  report: (error: unknown) => void,
): Promise<Reply> {
  try {
    if (!command) throw new Failure(59, `no such command: '${name}'`);
    checkFields(command, request.body);
    server.opcounters.set(command.name, (server.opcounters.get(command.name) ?? 0) + 1);
    const reply = await command.run(request, server);
    if (!reply.has('ok')) reply.set('ok', double(1));
    return reply;
  } catch (error) {
    return failureReply(error, report);
  }
}
