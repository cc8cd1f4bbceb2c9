import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { Writable } from '../bson/value-writer.js';
import type { Cursors } from '../execution/cursors.js';
import type { Catalog } from '../storage/catalog-store.js';
import type { Committer } from '../storage/committer.js';
import type { Store } from '../storage/store.js';
import { checkApiVersion } from './api-version.js';
import { checkReadConcern, checkWriteConcern } from './concerns.js';
import { boolField, checkHint, deadlineOf } from './fields.js';
import type { Client } from './last-error.js';

/** One command as it came over the wire: its document, and the document sequences that were sent beside it. */
export interface Request {
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly database: string;
  /** The clock when the command began. */
  readonly now: Date;
  readonly client: Client;
}

export type Reply = Map<string, Writable>;

/** What commands work on. */
export interface Server {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly committer: Committer;
  readonly cursors: Cursors;
  readonly dataDir: string;
  readonly startedAt: Date;
  readonly port: () => number;
  readonly connections: () => { current: number; created: number };
  readonly opcounters: Map<string, number>;
}

export interface Command {
  readonly name: string;
  /** Fields it takes beside the common ones; any other is refused. */
  readonly fields: readonly string[];
  /** Its fields are names that only the command itself can judge. */
  readonly takesAnyField?: boolean;
  /** Those of its fields that are true or false. */
  readonly flags?: readonly string[];
  run(request: Request, server: Server): Reply | Promise<Reply>;
}

/** Fields that every command takes. Those of transactions are refused in `checkFields`. */
const common = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'comment',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
];

/**
 * Holds a command to what it may ask for beside its own fields.
 * @throws Failure 40415 for an unknown field, 20 for a transaction, 2, 9 and 14 for what is of a wrong type, those of API
 * versions and concerns
 */
export function checkFields(command: Command, body: Doc): void {
  const [name] = body.keys();
  for (const field of body.keys()) {
    if (field === name || common.includes(field) || command.fields.includes(field)) continue;
    if (field === 'autocommit' || field === 'startTransaction' || field === 'stmtId')
      throw new Failure(20, 'Transaction numbers are only allowed on a replica set member or mongos');
    if (!command.takesAnyField)
      throw new Failure(40415, `BSON field '${command.name}.${field}' is an unknown field.`);
  }
  if (body.has('txnNumber'))
    throw new Failure(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  for (const flag of command.flags ?? []) boolField(command.name, body, flag, false);
  if (command.fields.includes('hint')) checkHint(body.get('hint'));
  deadlineOf(body);
  checkApiVersion(command.name, body);
  checkReadConcern(body.get('readConcern'));
  checkWriteConcern(command.name, body.get('writeConcern'));
}

/** The full name of the collection a command names in its first field. */
export function namespaceOf(request: Request): string {
  const [name, value] = request.body.entries().next().value as [string, Value];
  if (typeof value !== 'string') throw new Failure(2, `collection name has invalid type ${typeName(value)}`);
  if (value === '') throw new Failure(73, `Invalid namespace specified '${request.database}.'`);
  // What MongoDB once answered under these names, such as $cmd.sys.inprog, is no collection and is not here.
  if (value.includes('\0') || value.startsWith('$cmd.'))
    throw new Failure(73, `Invalid namespace specified '${request.database}.${value}' (${name})`);
  return `${request.database}.${value}`;
}
