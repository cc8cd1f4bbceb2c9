import { Failure } from '../failure.js';
import type { Doc } from '../bson/value.js';

/** The commands of this engine that MongoDB's manual lists for Stable API version 1 (`count` since 5.0.9). */
const stable = new Set([
  'aggregate',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'update',
]);

/**
 * Holds a command to the API version it declares.
 * @throws Failure 322 for a version other than 1, 323 for a command outside it under apiStrict, 4886600 for a
 * promise about no version
 */
export function checkApiVersion(command: string, body: Doc): void {
  const version = body.get('apiVersion');
  if (version === undefined) {
    if (body.get('apiStrict') === true || body.get('apiDeprecationErrors') === true)
      throw new Failure(4886600, 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
    return;
  }
  if (version !== '1') throw new Failure(322, 'API version must be "1"');
  if (body.get('apiStrict') === true && !stable.has(command))
    throw new Failure(323, `Provided apiStrict:true, but the command ${command} is not in API Version 1`);
}
