import { randomUUID } from 'node:crypto';
import { Failure } from '../failure.js';
import { show, showDoc } from '../bson/show.js';
import { equalValues } from '../bson/compare.js';
import { typeName } from '../bson/type.js';
import { doc } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import type { Collection, Index } from '../storage/catalog.js';
import { completeSpecification, makeIndex } from '../storage/index-specification.js';
import { collectionForWrite } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';
import { boolField } from './fields.js';
import { listingCursor } from './listing-cursor.js';
import { sameKey } from './same-key.js';

function sameSpecification(a: Doc, b: Doc): boolean {
  return ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'hidden'].every((option) => {
    const [left, right] = [a.get(option) ?? null, b.get(option) ?? null];
    return equalValues(left, right);
  });
}

/** A specification as messages about a conflict show it: whether it is unique stands before the key. */
function showSpecification(specification: Doc): string {
  const { v, unique, ...others } = Object.fromEntries(specification);
  return showDoc(doc({ v: v!, ...(unique === undefined ? {} : { unique }), ...others }));
}

/** The index there already is for a specification, or null. @throws Failure 85 or 86 for one that contradicts it */
function existing(collection: Collection, specification: Doc): Index | null {
  const key = specification.get('key') as Doc;
  const name = specification.get('name') as string;
  if (key.size === 1 && key.has('_id')) return collection.indexes[0]!;
  const request = showSpecification(specification);
  for (const index of collection.indexes) {
    const equalKey = sameKey(index.key, key);
    const equalPartial = equalValues(
      index.specification.get('partialFilterExpression') ?? null,
      specification.get('partialFilterExpression') ?? null,
    );
    if (index.name === name) {
      if (equalKey && equalPartial && sameSpecification(index.specification, specification)) return index;
      throw new Failure(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${request}, existing index: ${showSpecification(index.specification)}`,
      );
    }
    if (equalKey && equalPartial) {
      if (sameSpecification(index.specification, specification))
        throw new Failure(85, `Index already exists with a different name: ${index.name}`);
      throw new Failure(
        85,
        `An equivalent index already exists with a different name and options. Requested index: ${request}, existing index: ${showSpecification(index.specification)}`,
      );
    }
  }
  return null;
}

/** A duplicate found while an index is built is told with the build's and the collection's ids, as MongoDB does. */
function building(collection: Collection, build: () => void): void {
  try {
    build();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const uuid = show(collection.uuid).slice(6, -2);
    const message = `Index build failed: ${randomUUID()}: Collection ${collection.namespace} ( ${uuid} ) :: caused by :: ${error.message}`;
    throw new Failure(error.code, message, error.details);
  }
}

export const createIndexes: Command = {
  name: 'createIndexes',
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    const given = request.body.get('indexes');
    if (request.body.has('commitQuorum')) throw new Failure(2, "Standalones can't specify commitQuorum");
    const lenient = boolField('createIndexes', request.body, 'ignoreUnknownIndexOptions', false);
    if (given === undefined)
      throw new Failure(40414, "BSON field 'createIndexes.indexes' is missing but a required field");
    if (!Array.isArray(given))
      throw new Failure(
        14,
        `BSON field 'createIndexes.indexes' is the wrong type '${typeName(given)}', expected type 'array'`,
      );
    if (given.length === 0) throw new Failure(2, 'Must specify at least one index to create');
    const specifications = given.map((item, index) => {
      if (!(item instanceof Map))
        throw new Failure(
          14,
          `BSON field 'createIndexes.indexes.${index}' is the wrong type '${typeName(item)}', expected type 'object'`,
        );
      return completeSpecification(item, lenient);
    });
    return server.committer.commit(() => {
      const created = !server.catalog.find(namespace);
      const collection = collectionForWrite(server, namespace);
      const before = collection.indexes.length;
      const built: Index[] = [];
      try {
        for (const specification of specifications) {
          if (existing(collection, specification)) continue;
          const index = makeIndex(server.catalog.takeId(), specification);
          built.push(index);
          building(collection, () => server.store.build(collection, index));
          collection.indexes.push(index);
        }
      } catch (error) {
        for (const index of built) server.store.indexes.clear(index);
        collection.indexes = collection.indexes.filter((index) => !built.includes(index));
        throw error;
      }
      if (built.length > 0) server.catalog.save(collection);
      const reply = new Map<string, Value>([
        ['numIndexesBefore', before],
        ['numIndexesAfter', collection.indexes.length],
        ['createdCollectionAutomatically', created],
      ]);
      if (built.length === 0) reply.set('note', 'all indexes already exist');
      return reply;
    });
  },
};

export const listIndexes: Command = {
  name: 'listIndexes',
  fields: ['cursor', 'includeBuildUUIDs'],
  flags: ['includeBuildUUIDs'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    const collection = server.catalog.find(namespace);
    if (!collection) throw new Failure(26, `ns does not exist: ${namespace}`);
    const specifications = collection.indexes.map(({ specification }) => specification);
    return listingCursor('listIndexes', request, server, namespace, specifications);
  },
};
