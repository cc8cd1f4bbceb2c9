import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { keyOf } from '../bson/key.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { compileExpression } from '../expression/compile.js';
import { plainValue } from '../query/path.js';
import { Variables } from '../expression/scope.js';
import { compileUpdatePipeline } from '../pipeline/update-pipeline.js';
import type { Collection } from '../storage/catalog.js';
import { planQuery } from '../execution/plan.js';
import { find } from '../execution/find.js';
import { parseFilter } from '../query/parse-filter.js';
import { collectionForWrite } from './collections.js';
import type { Server } from './command.js';
import { newObjectId, prepare } from './insert.js';

/** Writes all documents of a pipeline somewhere; inside a commit. */
export type Output = (server: Server, documents: readonly Doc[], now: Date) => void;

function withId(document: Doc, now: Date): Doc {
  return document.has('_id') ? document : new Map<string, Value>([['_id', newObjectId(now)], ...document]);
}

function targetOf(value: Value | undefined, database: string, stage: string): string {
  if (typeof value === 'string') return `${database}.${value}`;
  if (!(value instanceof Map))
    throw new Failure(
      stage === '$out' ? 16990 : 51178,
      stage === '$out'
        ? `$out only supports a string or object argument, but found ${typeName(value)}`
        : `$merge 'into' field  must be either a string or an object, but found ${typeName(value)}`,
    );
  for (const name of value.keys())
    if (name !== 'db' && name !== 'coll')
      throw new Failure(
        40415,
        `BSON field '${stage === '$out' ? '$out' : 'into'}.${name}' is an unknown field.`,
      );
  const coll = value.get('coll');
  if (typeof coll !== 'string')
    throw new Failure(
      40414,
      `BSON field '${stage === '$out' ? '$out' : 'into'}.coll' is missing but a required field`,
    );
  const db = value.get('db') ?? database;
  return `${String(db)}.${coll}`;
}

/** `$out`: the documents replace the collection's; its indexes stay. */
export function outStage(operand: Value, database: string): Output {
  const namespace = targetOf(operand, database, '$out');
  return (server, documents, now) => {
    const name = namespace.slice(namespace.indexOf('.') + 1);
    if (name.includes('$'))
      throw new Failure(
        20,
        `PlanExecutor error during aggregation :: caused by :: error with target namespace: Invalid collection name: ${name}`,
      );
    const collection = collectionForWrite(server, namespace);
    const prepared = documents.map((document) => prepare(withId(document, now), now));
    const ids = new Set<string>();
    for (const { document } of prepared) {
      const id = keyOf(document.get('_id')!).toString('latin1');
      if (ids.has(id))
        throw new Failure(11000, `E11000 duplicate key error collection: ${namespace} index: _id_`);
      ids.add(id);
    }
    const before = [...server.store.scan(collection)].flat();
    for (const row of before) server.store.remove(collection, row);
    for (const { document, raw } of prepared) server.store.insert(collection, document, raw);
  };
}

type Matched = (existing: Doc, fresh: Doc) => Doc | null;

function whenMatched(given: Value | undefined, lets: Value | undefined, variables: Variables): Matched {
  if (Array.isArray(given)) {
    if (lets !== undefined && !(lets instanceof Map))
      throw new Failure(
        14,
        `BSON field '$merge.let' is the wrong type '${typeName(lets)}', expected type 'object'`,
      );
    const expressions = [...(lets instanceof Map ? lets : new Map<string, Value>())].map(
      ([name, value]) => [name, compileExpression(value, variables)] as const,
    );
    return (existing, fresh) => {
      const scope = variables.withRoot(fresh);
      const values = expressions.map(([name, expression]): [string, Value | undefined] => [
        name,
        expression(scope),
      ]);
      const named = new Variables(variables.values.get('NOW') as Date, [
        ...variables.values,
        ['new', fresh],
        ...values,
      ]);
      return compileUpdatePipeline(given, { variables: named })(existing);
    };
  }
  if (given !== undefined && typeof given !== 'string')
    throw new Failure(
      51191,
      `$merge 'whenMatched' field  must be either a string or an array, but found ${typeName(given)}`,
    );
  if (lets !== undefined)
    throw new Failure(51199, `Cannot use 'let' variables with 'whenMatched: ${given ?? 'merge'}' mode`);
  switch (given ?? 'merge') {
    case 'merge':
      return (existing, fresh) => new Map([...existing, ...fresh]);
    case 'replace':
      return (_existing, fresh) => fresh;
    case 'keepExisting':
      return () => null;
    case 'fail':
      return () => {
        throw new Failure(
          11000,
          'E11000 duplicate key error: $merge found a matching document in the target collection',
        );
      };
    default:
      throw new Failure(
        2,
        `Enumeration value '${String(given)}' for field 'whenMatched' is not a valid value.`,
      );
  }
}

function joinFields(given: Value | undefined): string[] {
  if (given === undefined) return ['_id'];
  if (typeof given === 'string') return [given];
  if (!Array.isArray(given))
    throw new Failure(
      51186,
      `$merge 'on' field  must be either a string or an array of strings, but found ${typeName(given)}`,
    );
  if (given.length === 0)
    throw new Failure(51187, "If explicitly specifying $merge 'on', must include at least one field");
  return given.map((name) => {
    if (typeof name !== 'string')
      throw new Failure(51134, `$merge 'on' array elements must be strings, but found ${typeName(name)}`);
    return name;
  });
}

function checkUnique(collection: Collection, on: readonly string[]): void {
  const fits = collection.indexes.some(
    ({ unique, partial, pattern }) =>
      unique && !partial && pattern.length === on.length && pattern.every(({ path }) => on.includes(path)),
  );
  if (!fits) throw new Failure(51183, 'Cannot find index to verify that join fields will be unique');
}

/** `$merge`: each document meets the one with the same join fields, or is inserted. */
export function mergeStage(operand: Value, database: string, variables: Variables): Output {
  const options = typeof operand === 'string' ? new Map<string, Value>([['into', operand]]) : operand;
  if (!(options instanceof Map))
    throw new Failure(51182, `$merge only supports a string or object argument, not ${typeName(operand)}`);
  for (const name of options.keys())
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(name))
      throw new Failure(40415, `BSON field '$merge.${name}' is an unknown field.`);
  const namespace = targetOf(options.get('into'), database, '$merge');
  const on = joinFields(options.get('on'));
  const merge = whenMatched(options.get('whenMatched'), options.get('let'), variables);
  const otherwise = options.get('whenNotMatched') ?? 'insert';
  if (typeof otherwise !== 'string')
    throw new Failure(
      14,
      `BSON field '$merge.whenNotMatched' is the wrong type '${typeName(otherwise)}', expected type 'string'`,
    );
  if (!['insert', 'discard', 'fail'].includes(otherwise))
    throw new Failure(
      2,
      `Enumeration value '${otherwise}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  return (server, documents, now) => {
    const collection = collectionForWrite(server, namespace);
    checkUnique(collection, on);
    for (const given of documents) {
      const document = on.includes('_id') ? withId(given, now) : given;
      const filter = parseFilter(
        new Map(
          on.map((path): [string, Value] => {
            const value = plainValue(document, path.split('.'));
            if (value === undefined || value === null || Array.isArray(value))
              throw new Failure(
                51132,
                "$merge write error: 'on' field cannot be missing, null, undefined or an array",
              );
            return [path, new Map([['$eq', value]])];
          }),
        ),
        { variables },
      );
      const [match] = [
        ...find(server.store, collection, planQuery(collection, filter, []), {
          filter,
          sort: [],
          skip: 0,
          limit: 1,
        }),
      ].filter((one) => one !== null);
      if (match) {
        const existing = readDocument(match.row.raw);
        const after = merge(existing, document);
        if (!after) continue;
        const id = existing.get('_id')!;
        if (after.has('_id') && !keyOf(after.get('_id')!).equals(keyOf(id)) && on.join() !== '_id')
          throw new Failure(
            66,
            "$merge failed to update the matching document, did you attempt to modify the _id or the shard key? :: caused by :: Performing an update on the path '_id' would modify the immutable field '_id'",
          );
        server.store.replace(
          collection,
          match.row,
          existing,
          new Map<string, Value>([['_id', id], ...[...after].filter(([name]) => name !== '_id')]),
        );
      } else if (otherwise === 'insert') {
        const { document: made, raw } = prepare(withId(document, now), now);
        server.store.insert(collection, made, raw);
      } else if (otherwise === 'fail')
        throw new Failure(
          13113,
          '$merge could not find a matching document in the target collection for at least one document in the source collection',
        );
    }
  };
}
