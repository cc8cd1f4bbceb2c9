import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { Variables } from '../expression/scope.js';
import type { Doc, Value } from '../bson/value.js';
import { numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric, typeName } from '../bson/type.js';
import { parseFilter } from '../query/parse-filter.js';
import { compileUpdate } from '../update/update.js';
import { checkWritable, collectionForWrite } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command, Request, Server } from './command.js';
import { boolField, countField, docField, refuseOptions, sequenceOf, variablesOf } from './fields.js';
import { checkMulti, targets, updateRow, upsert } from './update-one.js';
import { writeError, writeReply } from './write-errors.js';

interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: Value | undefined;
}

const statementFields = ['q', 'u', 'c', 'upsert', 'multi', 'hint', 'arrayFilters', 'collation'];

function arrayFilters(statement: Doc): Value[] | null {
  const given = statement.get('arrayFilters');
  if (given === undefined) return null;
  if (!Array.isArray(given))
    throw new Failure(
      14,
      `BSON field 'update.updates.arrayFilters' is the wrong type '${typeName(given)}', expected type 'array'`,
    );
  return given;
}

/** What is wrong with the shape of one statement is wrong with the command: nothing of it is written. */
function checkUpdate(statement: Doc): void {
  for (const field of statement.keys())
    if (!statementFields.includes(field))
      throw new Failure(40415, `BSON field 'update.updates.${field}' is an unknown field.`);
  for (const field of ['q', 'u'])
    if (!statement.has(field))
      throw new Failure(40414, `BSON field 'update.updates.${field}' is missing but a required field`);
  refuseOptions(statement, 'collation');
  for (const field of ['q', 'c']) docField('update.updates', statement, field);
  for (const field of ['multi', 'upsert']) boolField('update.updates', statement, field, false);
  arrayFilters(statement);
}

/** Runs one statement of an update command. Only inside a commit. */
function run(server: Server, namespace: string, statement: Doc, request: Request, lets: Variables): Outcome {
  const multi = boolField('update.updates', statement, 'multi', false);
  const update = statement.get('u')!;
  const query = docField('update.updates', statement, 'q');
  const constants = docField('update.updates', statement, 'c');
  const variables = constants.size === 0 ? lets : new Variables(request.now, [...lets.values, ...constants]);
  const compiled = compileUpdate(update, arrayFilters(statement), { variables });
  if (multi) checkMulti(compiled);
  const filter = parseFilter(query, { variables });
  const collection = server.catalog.find(namespace);
  const found = collection
    ? targets(server, collection, filter, [], multi ? 0 : 1, statement.get('hint'))
    : [];
  let modified = 0;
  for (const match of found)
    if (updateRow(server, collection!, match, compiled, request.now).changed) modified++;
  let upserted: Value | undefined;
  if (found.length === 0 && boolField('update.updates', statement, 'upsert', false))
    upserted = upsert(server, collectionForWrite(server, namespace), query, compiled, request.now).get(
      '_id',
    )!;
  return { matched: found.length, modified, upserted };
}

export const update: Command = {
  name: 'update',
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    checkWritable(namespace);
    const statements = sequenceOf(request, 'updates').map((item) =>
      item instanceof Map ? item : readDocument(item),
    );
    if (statements.length === 0 || statements.length > 100_000)
      throw new Failure(
        16,
        `Write batch sizes must be between 1 and 100000. Got ${statements.length} operations.`,
      );
    statements.forEach(checkUpdate);
    const ordered = boolField('update', request.body, 'ordered', true);
    const lets = variablesOf(request);
    return server.committer.commit(() => {
      const errors: Value[] = [];
      const upserted: Value[] = [];
      let matched = 0;
      let modified = 0;
      for (let index = 0; index < statements.length; index++) {
        try {
          const outcome = run(server, namespace, statements[index]!, request, lets);
          matched += outcome.matched;
          modified += outcome.modified;
          if (outcome.upserted === undefined) continue;
          matched++;
          upserted.push(
            new Map<string, Value>([
              ['index', index],
              ['_id', outcome.upserted],
            ]),
          );
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          errors.push(writeError(index, error));
          if (ordered) break;
        }
      }
      const counts: [string, Value][] = [['n', matched]];
      if (upserted.length > 0) counts.push(['upserted', upserted]);
      counts.push(['nModified', modified]);
      return writeReply(counts, errors);
    });
  },
};

const deleteFields = ['q', 'limit', 'hint', 'collation'];

/** As `checkUpdate`, for a statement of a delete command. */
function checkDelete(statement: Doc): void {
  for (const field of statement.keys())
    if (!deleteFields.includes(field))
      throw new Failure(40415, `BSON field 'delete.deletes.${field}' is an unknown field.`);
  for (const field of ['q', 'limit'])
    if (!statement.has(field))
      throw new Failure(40414, `BSON field 'delete.deletes.${field}' is missing but a required field`);
  refuseOptions(statement, 'collation');
  docField('delete.deletes', statement, 'q');
  const limit = statement.get('limit');
  if (!isNumeric(limit) || ![0, 1].includes(numberOf(limit)))
    throw new Failure(9, `The limit field in delete objects must be 0 or 1. Got ${show(limit ?? null)}`);
}

export const remove: Command = {
  name: 'delete',
  fields: ['deletes', 'ordered', 'let'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    checkWritable(namespace);
    const statements = sequenceOf(request, 'deletes').map((item) =>
      item instanceof Map ? item : readDocument(item),
    );
    if (statements.length === 0 || statements.length > 100_000)
      throw new Failure(
        16,
        `Write batch sizes must be between 1 and 100000. Got ${statements.length} operations.`,
      );
    statements.forEach(checkDelete);
    const ordered = boolField('delete', request.body, 'ordered', true);
    const variables = variablesOf(request);
    return server.committer.commit(() => {
      const errors: Value[] = [];
      let removed = 0;
      for (let index = 0; index < statements.length; index++) {
        try {
          removed += removeAll(server, namespace, statements[index]!, variables);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          errors.push(writeError(index, error));
          if (ordered) break;
        }
      }
      return writeReply([['n', removed]], errors);
    });
  },
};

function removeAll(server: Server, namespace: string, statement: Doc, variables: Variables): number {
  const limit = countField('delete.deletes', statement, 'limit') ?? 0;
  const filter = parseFilter(docField('delete.deletes', statement, 'q'), { variables });
  const collection = server.catalog.find(namespace);
  if (!collection) return 0;
  const found = targets(server, collection, filter, [], limit, statement.get('hint'));
  for (const { row } of found) server.store.remove(collection, row);
  return found.length;
}
