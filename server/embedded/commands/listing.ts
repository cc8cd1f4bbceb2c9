import type { Doc, Value } from '../bson/value.js';
import { Variables } from '../expression/scope.js';
import { parseFilter } from '../query/parse-filter.js';
import { collectionOf, databaseOf } from '../storage/catalog.js';
import type { Collection } from '../storage/catalog.js';
import type { Command } from './command.js';
import { boolField, docField } from './fields.js';
import { listingCursor } from './listing-cursor.js';

function describe(collection: Collection, nameOnly: boolean): Doc {
  const made = new Map<string, Value>([
    ['name', collectionOf(collection.namespace)],
    ['type', 'collection'],
  ]);
  if (nameOnly) return made;
  made.set('options', collection.options);
  made.set(
    'info',
    new Map<string, Value>([
      ['readOnly', false],
      ['uuid', collection.uuid],
    ]),
  );
  made.set('idIndex', collection.indexes[0]!.specification);
  return made;
}

export const listCollections: Command = {
  name: 'listCollections',
  fields: ['filter', 'cursor', 'nameOnly', 'authorizedCollections'],
  async run(request, server) {
    const { body, database } = request;
    const filter = parseFilter(docField('listCollections', body, 'filter'), {
      variables: new Variables(request.now),
    });
    const nameOnly = boolField('listCollections', body, 'nameOnly', false);
    const items = server.catalog
      .inDatabase(database)
      .filter((collection) => filter.test(describe(collection, false)));
    const described = items.map((collection) => describe(collection, nameOnly));
    return listingCursor('listCollections', request, server, `${database}.$cmd.listCollections`, described);
  },
};

export const listDatabases: Command = {
  name: 'listDatabases',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run(request, server) {
    const filter = parseFilter(docField('listDatabases', request.body, 'filter'), {
      variables: new Variables(request.now),
    });
    const nameOnly = boolField('listDatabases', request.body, 'nameOnly', false);
    const sizes = new Map<string, number>();
    for (const { namespace, bytes } of server.catalog.all())
      sizes.set(databaseOf(namespace), (sizes.get(databaseOf(namespace)) ?? 0) + bytes);
    const databases = [...sizes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, size]) =>
          new Map<string, Value>([
            ['name', name],
            ['sizeOnDisk', BigInt(size)],
            ['empty', false],
          ]),
      )
      .filter((database) => filter.test(database));
    if (nameOnly)
      return new Map<string, Value>([
        ['databases', databases.map((database) => new Map([['name', database.get('name')!]]))],
      ]);
    const total = databases.reduce((sum, database) => sum + Number(database.get('sizeOnDisk')), 0);
    return new Map<string, Value>([
      ['databases', databases],
      ['totalSize', BigInt(total)],
      ['totalSizeMb', BigInt(Math.floor(total / 1024 / 1024))],
    ]);
  },
};
