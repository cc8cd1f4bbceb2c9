import { Failure } from '../failure.js';
import { Variables } from '../expression/scope.js';
import type { Doc, Value } from '../bson/value.js';
import { typeName } from '../bson/type.js';
import { inMatchOrder } from '../query/match-order.js';
import { parseFilter } from '../query/parse-filter.js';
import { checkUpdateKind, compileUpdate } from '../update/update.js';
import { checkWritable, collectionForWrite } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command, Request, Server } from './command.js';
import { boolField, deadlineOf, docField, textOrder, variablesOf } from './fields.js';
import { checkMulti, targets, updateRow, upsert } from './update-one.js';
import { checkFields, runEach, statementsOf } from './write-batch.js';
import { writeReply } from './write-errors.js';

interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: Value | undefined;
}

const STATEMENT = 'update.updates';
const statementFields = ['q', 'u', 'c', 'upsert', 'multi', 'hint', 'arrayFilters', 'collation'];

function arrayFilters(statement: Doc): Value[] | null {
  const given = statement.get('arrayFilters');
  if (given === undefined) return null;
  if (!Array.isArray(given))
    throw new Failure(
      14,
      `BSON field 'update.updates.arrayFilters' is the wrong type '${typeName(given)}', expected type 'array'`,
    );
  given.forEach((filter, index) => {
    if (!(filter instanceof Map))
      throw new Failure(
        14,
        `BSON field 'update.updates.arrayFilters.${index}' is the wrong type '${typeName(filter)}', expected type 'object'`,
      );
  });
  return given;
}

function checkUpdate(statement: Doc): void {
  checkFields(STATEMENT, statement, statementFields, ['q', 'u']);
  for (const field of ['q', 'c']) docField(STATEMENT, statement, field);
  for (const field of ['multi', 'upsert']) boolField(STATEMENT, statement, field, false);
  arrayFilters(statement);
  textOrder(statement);
  checkUpdateKind(statement.get('u')!);
}

/** Runs one statement of an update command. Only inside a commit. */
function run(
  server: Server,
  namespace: string,
  statement: Doc,
  request: Request,
  lets: Variables,
  deadline: number,
): Outcome {
  const multi = boolField(STATEMENT, statement, 'multi', false);
  const update = statement.get('u')!;
  const query = docField(STATEMENT, statement, 'q');
  const constants = docField(STATEMENT, statement, 'c');
  const variables = constants.size === 0 ? lets : new Variables(request.now, [...lets.values, ...constants]);
  const text = textOrder(statement);
  const compiled = compileUpdate(update, arrayFilters(statement), { variables, text });
  if (statement.has('c') && compiled.kind !== 'pipeline')
    throw new Failure(51198, 'Constant values may only be specified for pipeline updates');
  if (multi) checkMulti(compiled);
  const upserting = boolField(STATEMENT, statement, 'upsert', false);
  const filter = inMatchOrder(
    parseFilter(query, { variables, text, ...(upserting ? { place: 'upsert' } : {}) }),
  );
  const collection = server.catalog.find(namespace);
  const found = collection
    ? targets(server, collection, filter, [], multi ? 0 : 1, statement.get('hint'), deadline)
    : [];
  let modified = 0;
  for (const match of found)
    if (updateRow(server, collection!, match, compiled, request.now).changed) modified++;
  let upserted: Value | undefined;
  if (found.length === 0 && upserting)
    upserted = upsert(server, collectionForWrite(server, namespace), query, compiled, request.now).get(
      '_id',
    )!;
  return { matched: found.length, modified, upserted };
}

export const update: Command = {
  name: 'update',
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  flags: ['ordered', 'bypassDocumentValidation'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    checkWritable(namespace);
    const statements = statementsOf(request, 'updates');
    statements.forEach(checkUpdate);
    const lets = variablesOf(request);
    const deadline = deadlineOf(request.body);
    return server.committer.commit(() => {
      const upserted: Value[] = [];
      let matched = 0;
      let modified = 0;
      const errors = runEach('update', request, statements, (statement, index) => {
        const outcome = run(server, namespace, statement, request, lets, deadline);
        matched += outcome.matched;
        modified += outcome.modified;
        if (outcome.upserted === undefined) return;
        matched++;
        upserted.push(
          new Map<string, Value>([
            ['index', index],
            ['_id', outcome.upserted],
          ]),
        );
      });
      const counts: [string, Value][] = [['n', matched]];
      if (upserted.length > 0) counts.push(['upserted', upserted]);
      counts.push(['nModified', modified]);
      return writeReply(counts, errors);
    });
  },
};
