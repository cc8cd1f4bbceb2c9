import { Failure } from '../failure.js';
import type { Value } from '../bson/value.js';
import { Undone } from '../storage/committer.js';
import { collectionForWrite } from './collections.js';
import { prepare } from './insert.js';
import type { Output } from './output.js';
import { isName, outTarget, reserved, withId } from './output.js';

/** `$out`: the documents replace the collection's, all of them or none; its indexes stay. */
export function outStage(operand: Value, database: string): Output {
  const namespace = outTarget(operand, database);
  if (!isName(namespace)) throw new Failure(73, `Invalid $out target namespace, ${namespace}`);
  const kept = reserved(namespace);
  const name = namespace.slice(namespace.indexOf('.') + 1);
  if (kept === 'special collection') throw new Failure(17385, `Can't $out to special collection: ${name}`);
  if (kept) throw new Failure(31321, `Can't $out to internal database: ${namespace.split('.', 1)[0]!}`);
  return (server, documents, now) => {
    if (name.includes('$'))
      throw new Failure(20, `error with target namespace: Invalid collection name: ${name}`);
    const prepared = documents.map((document) => prepare(withId(document, now), now));
    const collection = collectionForWrite(server, namespace);
    for (const row of [...server.store.scan(collection)].flat()) server.store.remove(collection, row);
    try {
      for (const { document, raw } of prepared) server.store.insert(collection, document, raw);
    } catch (error) {
      throw error instanceof Failure ? new Undone(error) : error;
    }
  };
}
