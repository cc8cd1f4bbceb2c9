import { Failure } from '../failure.js';
import { readDocument, readFields } from '../bson/read.js';
import { numberOf } from '../bson/number.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { countDocuments } from '../execution/count.js';
import { find } from '../execution/find.js';
import { paused } from '../execution/batch.js';
import { planOperation } from '../execution/index-use.js';
import { everything } from '../query/filter.js';
import type { Filter } from '../query/filter.js';
import { parseFilter } from '../query/parse-filter.js';
import { checkCollatedStage } from '../query/collated.js';
import { isCount, neededFields } from '../pipeline/needs.js';
import { compilerOf, compileStages, joined, stageOf } from '../pipeline/compile.js';
import type { Flow, StageContext } from '../pipeline/stage.js';
import { batchSizeOf, deadlineOf, refuseOptions, textOrder, variablesOf } from './fields.js';
import { duringAggregation, executing, reading } from './executing.js';
import { openCursor } from './find.js';
import { mergeStage } from './merge-stage.js';
import { outStage } from './out-stage.js';
import type { Output } from './output.js';
import { ownDocuments } from './own-documents.js';
import { namespaceOf } from './command.js';
import type { Command, Request, Server } from './command.js';

/** All documents of a collection that fit a filter; with `fields` only those of their fields. */
export function documentsOf(
  server: Server,
  namespace: string,
  filter: Filter,
  hint?: Value,
  fields: ReadonlySet<string> | null = null,
): Flow {
  const collection = server.catalog.find(namespace);
  if (!collection) return [];
  const plan = planOperation(collection, filter, [], hint);
  return (function* () {
    for (const match of find(server.store, collection, plan, { filter, sort: [], skip: 0, limit: 0 }))
      yield match ? (fields ? readFields(match.row.raw, fields) : readDocument(match.row.raw)) : null;
  })();
}

function foreignOf(server: Server, namespace: string): ReturnType<StageContext['foreign']> {
  const collection = server.catalog.find(namespace);
  if (!collection) return null;
  return {
    bytes: collection.bytes,
    indexed: (field) =>
      collection.indexes.some(
        ({ pattern, sparse, partial, specification }) =>
          pattern[0]!.path === field && !sparse && !partial && !specification.has('hidden'),
      ),
  };
}

function pipelineOf(request: Request): Value[] {
  const pipeline = request.body.get('pipeline');
  if (pipeline === undefined)
    throw new Failure(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (!Array.isArray(pipeline)) throw new Failure(14, "'pipeline' option must be specified as an array");
  return pipeline;
}

/** What goes wrong while documents flow is told apart from what is wrong with the pipeline itself. */
const flowing = <T>(work: () => Promise<T>): Promise<T> => reading(duringAggregation, work);

/** The `$out` or `$merge` at the end of a pipeline. @throws Failure 40601 when it stands elsewhere */
function outputOf(
  pipeline: readonly Value[],
  { database, variables }: StageContext,
  server: Server,
): Output | null {
  for (const [at, stage] of pipeline.entries()) {
    const [name, operand] = stageOf(stage);
    if (name !== '$out' && name !== '$merge') continue;
    if (at !== pipeline.length - 1)
      throw new Failure(40601, `${name} can only be the final stage in the pipeline`);
    return name === '$out'
      ? outStage(operand, database)
      : mergeStage(operand, database, variables, server.catalog);
  }
  return null;
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
  ],
  flags: ['allowDiskUse', 'bypassDocumentValidation'],
  async run(request, server) {
    const { body, database } = request;
    refuseOptions(body, 'explain');
    const target = body.get('aggregate');
    const databaseLevel = isNumeric(target) && numberOf(target) === 1;
    if (typeof target !== 'string' && !databaseLevel)
      throw new Failure(
        73,
        `Invalid command format: the 'aggregate' field must specify a collection name or 1`,
      );
    const namespace = databaseLevel ? `${database}.$cmd.aggregate` : namespaceOf(request);
    const pipeline = pipelineOf(request);
    if (!body.has('cursor'))
      throw new Failure(9, "The 'cursor' option is required, except for aggregate with the explain argument");
    const batchSize = batchSizeOf('aggregate', body);
    const variables = variablesOf(request);
    const text = textOrder(body);
    const context: StageContext = {
      variables,
      database,
      text,
      documents: (name, filter, inSight = variables) =>
        documentsOf(
          server,
          `${database}.${name}`,
          filter ? parseFilter(filter, { variables: inSight }) : everything,
        ),
      foreign: (name) => foreignOf(server, `${database}.${name}`),
    };
    const output = outputOf(pipeline, context, server);
    const stagesOnly = output ? pipeline.slice(0, -1) : pipeline;
    // A `$match` in front chooses what is read at all.
    const first = stagesOnly.length > 0 ? stageOf(stagesOnly[0]!) : null;
    if (databaseLevel && first?.[0] !== '$documents') {
      if (first) compilerOf(first[0]);
      throw new Failure(
        73,
        first
          ? `{aggregate: 1} is not valid for '${first[0]}'; a collection is required.`
          : '{aggregate: 1} is not valid for an empty pipeline.',
      );
    }
    if (!databaseLevel && first?.[0] === '$documents')
      throw new Failure(73, "'$documents' can only be run with {aggregate: 1}");
    const own = first ? ownDocuments(first, namespace, request, server) : null;
    const leading = first?.[0] === '$match' && first[1] instanceof Map ? first[1] : null;
    const rest = leading || own ? stagesOnly.slice(1) : stagesOnly;
    if (text && !isCount(rest)) for (const stage of rest) checkCollatedStage(stageOf(stage)[0]);
    if (text && output) checkCollatedStage(stageOf(pipeline.at(-1)!)[0]);
    // What is wrong is told in the order of the stages, so that a `$match` in front is compiled with them.
    const stages = compileStages(own ? rest : stagesOnly, context);
    const run = joined(leading ? stages.slice(1) : stages);
    const filter = leading ? parseFilter(leading, { variables, text }) : everything;
    const collection = server.catalog.find(namespace);
    if (collection && !own && isCount(rest)) {
      const query = { filter, skip: 0, limit: 0, hint: body.get('hint'), deadline: deadlineOf(body) };
      const n = await flowing(() => countDocuments(server.store, collection, query));
      const [id] = (rest[0] as Doc).values();
      const answer =
        n === 0
          ? []
          : [
              new Map<string, Value>([
                ['_id', (id as Doc).get('_id')!],
                ['n', n],
              ]),
            ];
      return openCursor(server, namespace, answer[Symbol.iterator](), 101, true, 0, Infinity, request.now);
    }
    const source = (): Flow => {
      if (own) return own;
      if (databaseLevel) return [];
      return documentsOf(server, namespace, filter, body.get('hint'), neededFields(rest));
    };
    const flow = run(source())[Symbol.iterator]();
    if (output) {
      const documents: Doc[] = [];
      await flowing(() => paused(flow, (document) => documents.push(document) > 0, deadlineOf(body)));
      await server.committer.commit(() =>
        executing(duringAggregation, () => output(server, documents, request.now)),
      );
      return openCursor(server, namespace, [][Symbol.iterator](), 101, true, 0, Infinity, request.now);
    }
    return flowing(() =>
      openCursor(server, namespace, flow, batchSize ?? 101, false, 0, deadlineOf(body), request.now),
    );
  },
};
