import { Failure } from '../failure.js';
import { keyOf } from '../bson/key.js';
import type { Value } from '../bson/value.js';
import { collectionForWrite } from './collections.js';
import { prepare } from './insert.js';
import type { Output } from './output.js';
import { withId, targetOf } from './output.js';

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
