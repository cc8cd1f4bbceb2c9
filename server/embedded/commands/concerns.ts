import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';

const readFields = ['level', 'provenance'];
const clusterFields = ['afterClusterTime', 'atClusterTime', 'afterOpTime'];
const readLevels = ['local', 'majority', 'available'];
const replicatedLevels: Readonly<Record<string, string>> = {
  linearizable: 'node needs to be a replica set member to use linearizable read concern',
  snapshot: 'node needs to be a replica set member to use readConcern: snapshot',
};

/**
 * A read concern that a single server keeps changes nothing here: every read sees what is on disk.
 * @throws Failure 123 for one that only a replica set keeps, 9, 14 or 72 for one that is none
 */
export function checkReadConcern(concern: Value | undefined): void {
  if (concern === undefined) return;
  if (!(concern instanceof Map)) throw new Failure(9, 'readConcern field should be an object');
  for (const field of (concern as Doc).keys()) {
    if (clusterFields.includes(field))
      throw new Failure(123, 'node needs to be a replica set member to use read concern');
    if (!readFields.includes(field)) throw new Failure(72, `Unrecognized option in readConcern: ${field}`);
  }
  const level = concern.get('level');
  if (level === undefined) return;
  if (typeof level !== 'string')
    throw new Failure(14, `"level" had the wrong type. Expected string, found ${typeName(level)}`);
  const replicated = Object.hasOwn(replicatedLevels, level) ? replicatedLevels[level] : undefined;
  if (replicated !== undefined) throw new Failure(123, replicated);
  if (!readLevels.includes(level))
    throw new Failure(
      9,
      "readConcern.level must be either 'local', 'majority', 'linearizable', 'available', or 'snapshot'",
    );
}

const writeFields = ['w', 'j', 'fsync', 'wtimeout', 'provenance', 'wElectionId', 'wOpTime', 'getLastError'];

function checkNodes(w: Value): void {
  if (isNumeric(w)) {
    const nodes = numberOf(w);
    if (!(nodes >= 0 && nodes <= 50))
      throw new Failure(9, 'w has to be a non-negative number and not greater than 50');
    if (nodes > 1) throw new Failure(2, "cannot use 'w' > 1 when a host is not replicated");
    return;
  }
  if (typeof w !== 'string') throw new Failure(9, 'w has to be a number or string');
  if (w !== '' && w !== 'majority')
    throw new Failure(
      2,
      `cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`,
    );
}

/** The commands that write; every other refuses a write concern. */
const writing = new Set([
  'insert',
  'update',
  'delete',
  'findAndModify',
  'aggregate',
  'create',
  'createIndexes',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'renameCollection',
]);

/**
 * A write concern cannot make a write here less durable; one that asks for more servers than there are is refused
 * before anything is written.
 * @throws Failure 72 for a command that only reads, 2 for one that only a replica set keeps, 9 or 14 for one that is none
 */
export function checkWriteConcern(command: string, concern: Value | undefined): void {
  if (concern === undefined) return;
  if (!writing.has(command)) throw new Failure(72, 'Command does not support writeConcern');
  if (!(concern instanceof Map))
    throw new Failure(14, `"writeConcern" had the wrong type. Expected object, found ${typeName(concern)}`);
  for (const field of (concern as Doc).keys())
    if (!writeFields.includes(field)) throw new Failure(9, `unrecognized write concern field: ${field}`);
  for (const field of ['j', 'fsync']) {
    const value = concern.get(field);
    if (value !== undefined && typeof value !== 'boolean' && !isNumeric(value))
      throw new Failure(9, `${field} must be numeric or a boolean value`);
  }
  if (concern.get('j') === true && concern.get('fsync') === true)
    throw new Failure(9, 'fsync and j options cannot be used together');
  const w = concern.get('w');
  if (w !== undefined) checkNodes(w);
}
