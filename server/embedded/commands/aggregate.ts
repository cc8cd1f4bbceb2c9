import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { keyOf } from '../bson/key.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { find } from '../execution/find.js';
import { paused } from '../execution/batch.js';
import { planQuery } from '../execution/plan.js';
import { everything } from '../query/filter.js';
import { distinctValues } from '../query/path.js';
import { parseFilter } from '../query/parse-filter.js';
import { compilePipeline, stageOf } from '../pipeline/compile.js';
import type { Flow, StageContext } from '../pipeline/stage.js';
import { countField, deadlineOf, docField, refuseOptions, variablesOf } from './fields.js';
import { openCursor } from './find.js';
import { namespaceOf } from './command.js';
import type { Command, Request, Server } from './command.js';

/** All documents of a collection that fit a filter, read whole. */
export function documentsOf(
  server: Server,
  namespace: string,
  filterDoc: Doc | null,
  context: Pick<StageContext, 'variables'>,
  hint?: Value,
): Flow {
  const collection = server.catalog.find(namespace);
  if (!collection) return [];
  const filter = filterDoc ? parseFilter(filterDoc, context) : everything;
  const plan = planQuery(collection, filter, [], hint);
  return (function* () {
    for (const match of find(server.store, collection, plan, { filter, sort: [], skip: 0, limit: 0 }))
      yield match ? readDocument(match.row.raw) : null;
  })();
}

function pipelineOf(request: Request): Value[] {
  const pipeline = request.body.get('pipeline');
  if (pipeline === undefined)
    throw new Failure(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (!Array.isArray(pipeline)) throw new Failure(14, "'pipeline' option must be specified as an array");
  return pipeline;
}

export const aggregate: Command = {
  name: 'aggregate',
  fields: [
    'pipeline',
    'cursor',
    'explain',
    'allowDiskUse',
    'bypassDocumentValidation',
    'collation',
    'hint',
    'let',
    'batchSize',
  ],
  async run(request, server) {
    const { body, database } = request;
    refuseOptions(body, 'collation', 'explain');
    const target = body.get('aggregate');
    if (typeof target !== 'string')
      throw new Failure(
        73,
        `Invalid command format: the 'aggregate' field must specify a collection name or 1`,
      );
    const namespace = namespaceOf(request);
    const pipeline = pipelineOf(request);
    if (!body.has('cursor'))
      throw new Failure(9, "The 'cursor' option is required, except for aggregate with the explain argument");
    const batchSize = countField('aggregate', docField('aggregate', body, 'cursor'), 'batchSize');
    const variables = variablesOf(request);
    const context: StageContext = {
      variables,
      database,
      documents: (name, filter) => documentsOf(server, `${database}.${name}`, filter, { variables }),
    };
    // A `$match` in front chooses what is read at all.
    const first = pipeline.length > 0 ? stageOf(pipeline[0]!) : null;
    const leading = first?.[0] === '$match' && first[1] instanceof Map ? first[1] : null;
    const run = compilePipeline(leading ? pipeline.slice(1) : pipeline, context);
    const flow = run(documentsOf(server, namespace, leading, context, body.get('hint')));
    return openCursor(
      server,
      namespace,
      flow[Symbol.iterator](),
      batchSize ?? 101,
      false,
      0,
      deadlineOf(body),
      request.now,
    );
  },
};

export const count: Command = {
  name: 'count',
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  async run(request, server) {
    const { body } = request;
    refuseOptions(body, 'collation');
    const collection = server.catalog.find(namespaceOf(request));
    const filter = parseFilter(docField('count', body, 'query'), { variables: variablesOf(request) });
    const limit = countField('count', body, 'limit') ?? 0;
    const skip = countField('count', body, 'skip') ?? 0;
    if (!collection) return new Map([['n', 0]]);
    if (filter === everything && !limit && !skip) return new Map([['n', collection.count]]);
    let n = 0;
    const found = find(server.store, collection, planQuery(collection, filter, [], body.get('hint')), {
      filter,
      sort: [],
      skip,
      limit,
    });
    await paused(found, () => ++n > 0, deadlineOf(body));
    return new Map([['n', n]]);
  },
};

export const distinct: Command = {
  name: 'distinct',
  fields: ['key', 'query', 'collation', 'hint'],
  async run(request, server) {
    const { body } = request;
    refuseOptions(body, 'collation');
    const key = body.get('key');
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
    const filter = parseFilter(docField('distinct', body, 'query'), { variables: variablesOf(request) });
    const values = new Map<string, Value>();
    const parts = key.split('.');
    if (collection) {
      const found = find(server.store, collection, planQuery(collection, filter, [], body.get('hint')), {
        filter,
        sort: [],
        skip: 0,
        limit: 0,
      });
      await paused(
        found,
        ({ row }) => {
          for (const value of distinctValues(readDocument(row.raw), parts)) {
            const id = keyOf(value).toString('latin1');
            if (!values.has(id)) values.set(id, value);
          }
          return true;
        },
        deadlineOf(body),
      );
    }
    return new Map([['values', [...values.values()]]]);
  },
};
