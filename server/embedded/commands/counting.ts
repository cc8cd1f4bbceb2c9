import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { keyOf } from '../bson/key.js';
import type { TextOrder } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { numberOf } from '../bson/number.js';
import { isNumeric, typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { countDocuments } from '../execution/count.js';
import { find } from '../execution/find.js';
import type { Match } from '../execution/find.js';
import { paused } from '../execution/batch.js';
import { planOperation } from '../execution/index-use.js';
import { distinctValues } from '../query/path.js';
import { parseFilter } from '../query/parse-filter.js';
import { reading } from './executing.js';
import { countField, deadlineOf, docField, textOrder, variablesOf } from './fields.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';

/** A limit below 0 is a limit in one batch, which a count is anyway. */
function limitOf(body: Doc): number {
  const limit = body.get('limit');
  if (limit === undefined || limit === null || !isNumeric(limit) || numberOf(limit) >= 0)
    return countField('count', body, 'limit') ?? 0;
  return Math.abs(Math.trunc(numberOf(limit)));
}

export const count: Command = {
  name: 'count',
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  async run(request, server) {
    const { body } = request;
    const collection = server.catalog.find(namespaceOf(request));
    const filter = parseFilter(docField('count', body, 'query'), {
      variables: variablesOf(request),
      text: textOrder(body),
    });
    const limit = limitOf(body);
    const skip = countField('count', body, 'skip') ?? 0;
    if (!collection) return new Map([['n', 0]]);
    const query = { filter, skip, limit, hint: body.get('hint'), deadline: deadlineOf(body) };
    return new Map([['n', await countDocuments(server.store, collection, query)]]);
  },
};

/** Sorted; of texts that a collation takes for the same the one that was found first. */
function inOrder(values: Value[], text: TextOrder | null): Value[] {
  if (!text) return values.sort(compareValues);
  return values
    .sort((a, b) => compareValues(a, b, text))
    .filter((value, at, all) => at === 0 || compareValues(all[at - 1]!, value, text) !== 0);
}

export const distinct: Command = {
  name: 'distinct',
  fields: ['key', 'query', 'collation'],
  async run(request, server) {
    const { body } = request;
    const text = textOrder(body);
    const key = body.get('key');
    if (key === undefined)
      throw new Failure(40414, "BSON field 'distinct.key' is missing but a required field");
    if (typeof key !== 'string')
      throw new Failure(
        14,
        `BSON field 'distinct.key' is the wrong type '${typeName(key)}', expected type 'string'`,
      );
    const query = body.get('query');
    if (query !== undefined && query !== null && !(query instanceof Map))
      throw new Failure(
        14,
        `BSON field 'distinct.query' is the wrong type '${typeName(query)}', expected type 'object'`,
      );
    const collection = server.catalog.find(namespaceOf(request));
    const filter = parseFilter(docField('distinct', body, 'query'), {
      variables: variablesOf(request),
      text,
    });
    const values = new Map<string, Value>();
    const parts = key.split('.');
    if (collection) {
      const found = find(server.store, collection, planOperation(collection, filter, []), {
        filter,
        sort: [],
        skip: 0,
        limit: 0,
      });
      const gather = ({ row }: Match): boolean => {
        for (const value of distinctValues(readDocument(row.raw), parts)) {
          const id = keyOf(value).toString('latin1');
          if (!values.has(id)) values.set(id, value);
        }
        return true;
      };
      await reading('Executor error during distinct command', () => paused(found, gather, deadlineOf(body)));
    }
    return new Map([['values', inOrder([...values.values()], text)]]);
  },
};
