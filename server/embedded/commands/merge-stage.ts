import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { keyOf } from '../bson/key.js';
import { typeName } from '../bson/type.js';
import type { Value } from '../bson/value.js';
import { plainValue } from '../query/path.js';
import type { Variables } from '../expression/scope.js';
import type { Collection } from '../storage/catalog.js';
import { planQuery } from '../execution/plan.js';
import { find } from '../execution/find.js';
import { parseFilter } from '../query/parse-filter.js';
import { collectionForWrite } from './collections.js';
import { prepare } from './insert.js';
import type { Output } from './output.js';
import { withId, targetOf } from './output.js';
import { whenMatched } from './when-matched.js';

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
