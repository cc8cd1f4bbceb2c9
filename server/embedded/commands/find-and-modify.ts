import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { inMatchOrder } from '../query/match-order.js';
import { parseFilter } from '../query/parse-filter.js';
import { checkCollatedProjection } from '../query/collated.js';
import { compileProjection } from '../query/projection.js';
import { sortPattern } from '../query/sort.js';
import { compileUpdate } from '../update/update.js';
import { collectionForWrite } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command, Reply } from './command.js';
import { executing } from './executing.js';
import { boolField, deadlineOf, docField, textOrder, variablesOf } from './fields.js';
import { targets, updateRow, upsert } from './update-one.js';

function answer(value: Doc | null, lastError: Map<string, Value>): Reply {
  return new Map<string, Value>([
    ['lastErrorObject', lastError],
    ['value', value],
  ]);
}

export const findAndModify: Command = {
  name: 'findAndModify',
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
  ],
  flags: ['bypassDocumentValidation'],
  async run(request, server) {
    const { body, now } = request;
    const namespace = namespaceOf(request);
    const text = textOrder(body);
    const flag = (name: string): boolean => boolField('findAndModify', body, name, false);
    const [removing, returnNew, upserting] = [flag('remove'), flag('new'), flag('upsert')];
    const given = body.get('update');
    if (removing && given !== undefined)
      throw new Failure(9, 'Cannot specify both an update and remove=true');
    if (removing && upserting) throw new Failure(9, 'Cannot specify both upsert=true and remove=true ');
    if (removing && returnNew)
      throw new Failure(
        9,
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    if (!removing && given === undefined)
      throw new Failure(9, 'Either an update or remove=true must be specified');
    const variables = variablesOf(request);
    const query = docField('findAndModify', body, 'query');
    const filter = inMatchOrder(
      parseFilter(query, { variables, text, ...(upserting ? { place: 'upsert' } : {}) }),
    );
    const sort = sortPattern(docField('findAndModify', body, 'sort'));
    const fields = docField('findAndModify', body, 'fields');
    if (returnNew && [...fields.keys()].some((path) => path.endsWith('.$')))
      throw new Failure(2, 'cannot use a positional projection and return the new document');
    if (text) checkCollatedProjection(fields);
    const projection = fields.size > 0 ? compileProjection(fields, variables, filter) : null;
    const filters = body.get('arrayFilters');
    if (filters !== undefined && !Array.isArray(filters))
      throw new Failure(
        14,
        `BSON field 'findAndModify.arrayFilters' is the wrong type '${typeName(filters)}', expected type 'array'`,
      );
    if (removing && filters !== undefined)
      throw new Failure(9, 'Cannot specify arrayFilters and remove=true');
    const update = removing ? null : compileUpdate(given!, filters ?? null, { variables, text });
    return server.committer.commit(() =>
      executing('Plan executor error during findAndModify', () => {
        const collection = server.catalog.find(namespace);
        const match = collection
          ? targets(server, collection, filter, sort, 1, body.get('hint'), deadlineOf(body), text)[0]
          : undefined;
        const shown = (document: Doc): Doc =>
          projection ? projection(document, match?.matched ?? null) : document;
        if (match && !update) {
          server.store.remove(collection!, match.row);
          return answer(shown(readDocument(match.row.raw)), new Map([['n', 1]]));
        }
        if (match) {
          const { before, after } = updateRow(server, collection!, match, update!, now);
          return answer(
            shown(returnNew ? after : before),
            new Map<string, Value>([
              ['n', 1],
              ['updatedExisting', true],
            ]),
          );
        }
        if (!upserting || !update) {
          const last = new Map<string, Value>([['n', 0]]);
          if (update) last.set('updatedExisting', false);
          return answer(null, last);
        }
        const made = upsert(server, collectionForWrite(server, namespace), query, update, now);
        const last = new Map<string, Value>([
          ['n', 1],
          ['updatedExisting', false],
          ['upserted', made.get('_id')!],
        ]);
        return answer(returnNew ? shown(made) : null, last);
      }),
    );
  },
};
