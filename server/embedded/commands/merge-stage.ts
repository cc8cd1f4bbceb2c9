import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import type { Doc, Value } from '../bson/value.js';
import { plainValue } from '../query/path.js';
import type { Variables } from '../expression/scope.js';
import { collectionOf, databaseOf } from '../storage/catalog.js';
import type { Collection } from '../storage/catalog.js';
import type { Catalog } from '../storage/catalog-store.js';
import { planOperation } from '../execution/index-use.js';
import { find } from '../execution/find.js';
import type { Match } from '../execution/find.js';
import { parseFilter } from '../query/parse-filter.js';
import { collectionForWrite } from './collections.js';
import type { Server } from './command.js';
import { prepare } from './insert.js';
import { mergeOptions } from './merge-options.js';
import type { Output } from './output.js';
import { reserved, withId } from './output.js';
import { whenMatched } from './when-matched.js';

function checkUnique(collection: Collection | undefined, on: readonly string[]): void {
  const fits =
    on.join() === '_id' ||
    collection?.indexes.some(
      ({ unique, partial, pattern }) =>
        unique && !partial && pattern.length === on.length && pattern.every(({ path }) => on.includes(path)),
    );
  if (!fits) throw new Failure(51183, 'Cannot find index to verify that join fields will be unique');
}

/** The filter that meets the documents with the same join fields. */
function joinFilter(document: Doc, on: readonly string[]): Doc {
  return new Map(
    on.map((path): [string, Value] => {
      const value = plainValue(document, path.split('.'));
      if (Array.isArray(value))
        throw new Failure(51185, `$merge write error: 'on' field '${path}' is an array`);
      if (value === undefined || value === null)
        throw new Failure(
          51132,
          `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`,
        );
      return [path, new Map([['$eq', value]])];
    }),
  );
}

function matchOf(server: Server, collection: Collection, filterDoc: Doc, variables: Variables): Match | null {
  const filter = parseFilter(filterDoc, { variables });
  const plan = planOperation(collection, filter, []);
  for (const match of find(server.store, collection, plan, { filter, sort: [], skip: 0, limit: 1 }))
    if (match) return match;
  return null;
}

/**
 * `$merge`: each document meets the one with the same join fields, or is inserted. The collection comes into being with the
 * first that is.
 */
export function mergeStage(operand: Value, database: string, variables: Variables, catalog: Catalog): Output {
  const options = mergeOptions(operand, database);
  const { namespace, on, whenNotMatched: otherwise } = options;
  const kept = reserved(namespace);
  if (kept)
    throw new Failure(
      kept === 'special collection' ? 31319 : 31320,
      `Cannot $merge to ${kept}: ${kept === 'special collection' ? collectionOf(namespace) : databaseOf(namespace)}`,
    );
  checkUnique(catalog.find(namespace), on);
  const merge = whenMatched(options, variables);
  return (server, documents, now) => {
    let collection = server.catalog.find(namespace);
    for (const given of documents) {
      const document = on.includes('_id') ? withId(given, now) : given;
      const filter = joinFilter(document, on);
      const meet = merge(document);
      // With `fail` the document goes in as it is: the unique key is what refuses it.
      const match =
        collection && options.whenMatched !== 'fail' ? matchOf(server, collection, filter, variables) : null;
      if (match) {
        const existing = readDocument(match.row.raw);
        const after = meet(existing);
        if (after) server.store.replace(collection!, match.row, existing, after);
      } else if (otherwise === 'insert') {
        const { document: made, raw } = prepare(withId(document, now), now);
        collection ??= collectionForWrite(server, namespace);
        server.store.insert(collection, made, raw);
      } else if (otherwise === 'fail')
        throw new Failure(
          13113,
          '$merge could not find a matching document in the target collection for at least one document in the source collection',
        );
    }
  };
}
