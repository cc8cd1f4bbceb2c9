import { Failure } from '../failure.js';
import { doc } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { paused } from '../execution/batch.js';
import { candidates } from '../execution/candidates.js';
import { find } from '../execution/find.js';
import { planQuery } from '../execution/plan.js';
import type { Plan } from '../execution/plan-kinds.js';
import { Variables } from '../expression/scope.js';
import { parseFilter } from '../query/parse-filter.js';
import { sortPattern } from '../query/sort.js';
import { stageOf } from '../pipeline/compile.js';
import { maxBsonObjectSize, version } from './diagnostics.js';
import { aggregate } from './aggregate.js';
import { checkFields } from './command.js';
import type { Command } from './command.js';
import { count, distinct } from './counting.js';
import { countField, docField, textOrder } from './fields.js';
import { findAndModify } from './find-and-modify.js';
import { find as findCommand } from './find.js';
import { remove } from './delete.js';
import { update } from './update.js';

interface Explained {
  readonly filter: Doc;
  readonly sort: Doc;
  readonly skip: number;
  readonly limit: number;
  /** Where its hint and its collation stand. */
  readonly options: Doc;
}

/** What of a command chooses its documents. */
function queryOf(name: string, inner: Doc): Explained {
  const nothing = { sort: new Map(), skip: 0, limit: 0 };
  const first = (field: string): Doc => {
    const list = inner.get(field);
    const [statement] = Array.isArray(list) ? list : [];
    if (!(statement instanceof Map)) throw new Failure(9, `explain needs one statement in '${field}'`);
    return statement;
  };
  switch (name) {
    case 'find':
      return {
        filter: docField(name, inner, 'filter'),
        sort: docField(name, inner, 'sort'),
        skip: countField(name, inner, 'skip') ?? 0,
        limit: countField(name, inner, 'limit') ?? 0,
        options: inner,
      };
    case 'count':
    case 'distinct':
      return { ...nothing, filter: docField(name, inner, 'query'), options: inner };
    case 'findAndModify':
      return {
        ...nothing,
        filter: docField(name, inner, 'query'),
        sort: docField(name, inner, 'sort'),
        limit: 1,
        options: inner,
      };
    case 'update':
      return {
        ...nothing,
        filter: docField(name, first('updates'), 'q'),
        options: first('updates'),
      };
    case 'delete':
      return {
        ...nothing,
        filter: docField(name, first('deletes'), 'q'),
        options: first('deletes'),
      };
    case 'aggregate': {
      const pipeline = inner.get('pipeline');
      const [stage] = Array.isArray(pipeline) ? pipeline : [];
      const match = stage === undefined ? null : stageOf(stage);
      return {
        ...nothing,
        filter: match?.[0] === '$match' && match[1] instanceof Map ? match[1] : new Map(),
        options: inner,
      };
    }
    default:
      throw new Failure(59, `Explain failed due to unknown command: ${name}`);
  }
}

const way = (reverse: boolean): string => (reverse ? 'backward' : 'forward');

function describeKeys(plan: Exclude<Plan, { kind: 'scan' }>): Doc {
  if (plan.kind === 'ids') return doc({ stage: 'IDHACK' });
  if (plan.kind === 'union') return doc({ stage: 'OR', inputStages: plan.branches.map(describeKeys) });
  const { index, reverse } = plan;
  return doc({
    stage: 'IXSCAN',
    keyPattern: index.key,
    indexName: index.name,
    isMultiKey: index.multikey.size > 0,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== null,
    indexVersion: 2,
    direction: way(reverse),
  });
}

/** A plan in the words of MongoDB's explain. */
export function describePlan(plan: Plan, sort: Doc, filter: Doc): Doc {
  let stage: Doc;
  if (plan.kind === 'scan')
    stage = doc({ stage: 'COLLSCAN', ...(filter.size > 0 ? { filter } : {}), direction: way(plan.reverse) });
  else {
    stage = describeKeys(plan);
    if (plan.kind !== 'ids') stage = doc({ stage: 'FETCH', inputStage: stage });
  }
  return sort.size > 0 && !plan.sorted ? doc({ stage: 'SORT', sortPattern: sort, inputStage: stage }) : stage;
}

const explained: readonly Command[] = [
  findCommand,
  count,
  distinct,
  update,
  remove,
  findAndModify,
  aggregate,
];

export const explain: Command = {
  name: 'explain',
  fields: ['verbosity'],
  async run(request, server) {
    const inner = request.body.get('explain');
    if (!(inner instanceof Map))
      throw new Failure(14, "BSON field 'explain.explain' is the wrong type, expected type 'object'");
    const verbosity = request.body.get('verbosity') ?? 'allPlansExecution';
    if (!['queryPlanner', 'executionStats', 'allPlansExecution'].includes(String(verbosity)))
      throw new Failure(
        2,
        `Enumeration value '${String(verbosity)}' for field 'explain.verbosity' is not a valid value.`,
      );
    const [name = '', target = null] = inner.entries().next().value ?? [];
    const namespace = `${request.database}.${String(target)}`;
    const command = explained.find((one) => one.name === (name === 'findandmodify' ? 'findAndModify' : name));
    if (!command) throw new Failure(59, `Explain failed due to unknown command: ${name}`);
    checkFields(command, inner);
    const query = queryOf(command.name, inner);
    const text = textOrder(query.options);
    const collection = server.catalog.find(namespace);
    const [filter, sort] = [
      parseFilter(query.filter, { variables: new Variables(request.now), text }),
      sortPattern(query.sort),
    ];
    const plan = collection
      ? planQuery(collection, filter, sort, query.options.get('hint'), text !== null)
      : null;
    const winningPlan = plan ? describePlan(plan, query.sort, query.filter) : doc({ stage: 'EOF' });
    const reply = new Map<string, Value>([
      ['explainVersion', '1'],
      [
        'queryPlanner',
        doc({ namespace, indexFilterSet: false, parsedQuery: query.filter, winningPlan, rejectedPlans: [] }),
      ],
    ]);
    if (verbosity !== 'queryPlanner') {
      let [returned, examined] = [0, 0];
      const began = performance.now();
      if (collection && plan) {
        await paused(
          find(server.store, collection, plan, { filter, sort, skip: query.skip, limit: query.limit, text }),
          () => ++returned > 0,
          Infinity,
        );
        await paused(candidates(server.store, collection, plan), () => ++examined > 0, Infinity);
      }
      reply.set(
        'executionStats',
        doc({
          executionSuccess: true,
          nReturned: returned,
          executionTimeMillis: Math.round(performance.now() - began),
          totalKeysExamined: plan?.kind === 'scan' ? 0 : examined,
          totalDocsExamined: examined,
          executionStages: winningPlan,
        }),
      );
    }
    reply.set('command', inner);
    reply.set('serverInfo', doc({ host: 'localhost', port: server.port(), version, gitVersion: 'embedded' }));
    reply.set('serverParameters', doc({ maxBsonObjectSize }));
    return reply;
  },
};
