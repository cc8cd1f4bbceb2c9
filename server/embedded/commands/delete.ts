import { numberOf } from '../bson/number.js';
import { show } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import type { Doc } from '../bson/value.js';
import type { Variables } from '../expression/scope.js';
import { Failure } from '../failure.js';
import { parseFilter } from '../query/parse-filter.js';
import { checkWritable } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command, Server } from './command.js';
import { countField, deadlineOf, docField, textOrder, variablesOf } from './fields.js';
import { targets } from './update-one.js';
import { checkFields, runEach, statementsOf } from './write-batch.js';
import { writeReply } from './write-errors.js';

const STATEMENT = 'delete.deletes';

function checkDelete(statement: Doc): void {
  checkFields(STATEMENT, statement, ['q', 'limit', 'hint', 'collation'], ['q', 'limit']);
  docField(STATEMENT, statement, 'q');
  textOrder(statement);
  const limit = statement.get('limit');
  if (!isNumeric(limit) || ![0, 1].includes(numberOf(limit)))
    throw new Failure(9, `The limit field in delete objects must be 0 or 1. Got ${show(limit ?? null)}`);
}

/** Runs one statement. Only inside a commit. @returns how many documents it removed */
function run(
  server: Server,
  namespace: string,
  statement: Doc,
  variables: Variables,
  deadline: number,
): number {
  const limit = countField(STATEMENT, statement, 'limit') ?? 0;
  const filter = parseFilter(docField(STATEMENT, statement, 'q'), { variables, text: textOrder(statement) });
  const collection = server.catalog.find(namespace);
  if (!collection) return 0;
  const found = targets(server, collection, filter, [], limit, statement.get('hint'), deadline);
  for (const { row } of found) server.store.remove(collection, row);
  return found.length;
}

export const remove: Command = {
  name: 'delete',
  fields: ['deletes', 'ordered', 'let'],
  flags: ['ordered'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    checkWritable(namespace);
    const statements = statementsOf(request, 'deletes');
    statements.forEach(checkDelete);
    const variables = variablesOf(request);
    const deadline = deadlineOf(request.body);
    return server.committer.commit(() => {
      let removed = 0;
      const errors = runEach('delete', request, statements, (statement) => {
        removed += run(server, namespace, statement, variables, deadline);
      });
      return writeReply([['n', removed]], errors);
    });
  },
};
