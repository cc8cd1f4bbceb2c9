import { Failure } from '../failure.js';
import { showDoc } from '../bson/show.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index } from '../storage/catalog.js';
import { namespaceOf } from './command.js';
import type { Command, Server } from './command.js';
import { sameKey } from './same-key.js';

function requireCollection(server: Server, namespace: string): Collection {
  const collection = server.catalog.find(namespace);
  if (!collection) throw new Failure(26, `ns not found ${namespace}`);
  return collection;
}

function chosen(collection: Collection, which: Value): Index[] {
  if (which === '*') return collection.indexes.slice(1);
  if (Array.isArray(which)) return which.flatMap((name) => chosen(collection, name === '*' ? [name] : name));
  const found = collection.indexes.filter((index) =>
    typeof which === 'string' ? index.name === which : which instanceof Map && sameKey(index.key, which),
  );
  if (found.length === 0) {
    if (typeof which === 'string') throw new Failure(27, `index not found with name [${which}]`);
    throw new Failure(
      27,
      `can't find index with key: ${which instanceof Map ? showDoc(which) : String(which)}`,
    );
  }
  if (found.length > 1)
    throw new Failure(
      181,
      `${found.length} indexes found for key: ${showDoc(which as Doc)}, identify by name instead. Conflicting indexes: ${found.map((index) => showDoc(index.specification)).join(', ')}`,
    );
  if (found[0] === collection.indexes[0]) throw new Failure(72, 'cannot drop _id index');
  return found;
}

function checkWhich(which: Value): void {
  const wrong = (expected: string): Failure =>
    new Failure(
      14,
      `BSON field 'dropIndexes.index' is the wrong type '${typeName(which)}', expected types ${expected}`,
    );
  if (Array.isArray(which)) {
    // The quote inside the bracket is MongoDB's.
    if (which.some((name) => typeof name !== 'string')) throw wrong("'[string']");
  } else if (typeof which !== 'string' && !(which instanceof Map)) throw wrong("'[string, object]'");
}

export const dropIndexes: Command = {
  name: 'dropIndexes',
  fields: ['index'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    const which = request.body.get('index');
    if (which === undefined)
      throw new Failure(40414, "BSON field 'dropIndexes.index' is missing but a required field");
    checkWhich(which);
    return server.committer.commit(() => {
      const collection = requireCollection(server, namespace);
      const before = collection.indexes.length;
      const gone = chosen(collection, which);
      for (const index of gone) server.store.indexes.clear(index);
      collection.indexes = collection.indexes.filter((index) => !gone.includes(index));
      server.catalog.save(collection);
      const reply = new Map<string, Value>([['nIndexesWas', before]]);
      if (which === '*') reply.set('msg', 'non-_id indexes dropped for collection');
      return reply;
    });
  },
};
