import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import { Variables } from '../expression/scope.js';
import { parseFilter } from '../query/parse-filter.js';
import { collectionOf, databaseOf } from '../storage/catalog.js';
import type { Collection } from '../storage/catalog.js';
import { dropCollection } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';
import { boolField, countField, docField, refuseOptions } from './fields.js';
import { openCursor } from './find.js';

const creatable = [
  'capped',
  'size',
  'max',
  'autoIndexId',
  'idIndex',
  'storageEngine',
  'validator',
  'validationLevel',
  'validationAction',
  'indexOptionDefaults',
  'viewOn',
  'pipeline',
  'collation',
  'timeseries',
  'expireAfterSeconds',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'encryptedFields',
  'temp',
  'flags',
];

export const create: Command = {
  name: 'create',
  fields: creatable,
  async run(request, server) {
    const namespace = namespaceOf(request);
    refuseOptions(
      request.body,
      'capped',
      'validator',
      'viewOn',
      'pipeline',
      'collation',
      'timeseries',
      'expireAfterSeconds',
      'clusteredIndex',
      'changeStreamPreAndPostImages',
      'encryptedFields',
      'storageEngine',
      'indexOptionDefaults',
      'temp',
    );
    return server.committer.commit(() => {
      const collection = server.catalog.find(namespace);
      if (collection) throw new Failure(48, `Collection already exists. NS: ${namespace}`);
      server.catalog.create(namespace);
      return new Map();
    });
  },
};

export const drop: Command = {
  name: 'drop',
  fields: [],
  async run(request, server) {
    const namespace = namespaceOf(request);
    return server.committer.commit(() => {
      const collection = server.catalog.find(namespace);
      if (!collection) throw new Failure(26, 'ns not found');
      const indexes = collection.indexes.length;
      dropCollection(server, collection);
      return new Map<string, Value>([
        ['nIndexesWas', indexes],
        ['ns', namespace],
      ]);
    });
  },
};

export const dropDatabase: Command = {
  name: 'dropDatabase',
  fields: [],
  async run(request, server) {
    return server.committer.commit(() => {
      const gone = server.catalog.inDatabase(request.database);
      for (const collection of gone) dropCollection(server, collection);
      return new Map<string, Value>(gone.length > 0 ? [['dropped', request.database]] : []);
    });
  },
};

export const renameCollection: Command = {
  name: 'renameCollection',
  fields: ['to', 'dropTarget'],
  async run(request, server) {
    const from = request.body.get('renameCollection');
    const to = request.body.get('to');
    if (request.database !== 'admin')
      throw new Failure(13, 'renameCollection may only be run against the admin database.');
    if (typeof from !== 'string' || typeof to !== 'string')
      throw new Failure(73, 'Invalid namespace specified');
    for (const namespace of [from, to])
      if (!namespace.includes('.') || namespace.endsWith('.'))
        throw new Failure(73, `Invalid namespace specified '${namespace}'`);
    if (from === to) throw new Failure(20, "Can't rename a collection to itself");
    return server.committer.commit(() => {
      const source = server.catalog.find(from);
      if (!source) throw new Failure(26, `Source collection ${from} does not exist`);
      const target = server.catalog.find(to);
      if (target && !boolField('renameCollection', request.body, 'dropTarget', false))
        throw new Failure(48, 'target namespace exists');
      if (target) dropCollection(server, target);
      server.catalog.rename(source, to);
      server.cursors.closeAll((namespace) => namespace === from);
      return new Map();
    });
  },
};

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
    const { body, database, now } = request;
    const filter = parseFilter(docField('listCollections', body, 'filter'), {
      variables: new Variables(now),
    });
    const nameOnly = boolField('listCollections', body, 'nameOnly', false);
    const batchSize = countField('listCollections', docField('listCollections', body, 'cursor'), 'batchSize');
    const items = server.catalog
      .inDatabase(database)
      .filter((collection) => filter.test(describe(collection, false)));
    const described = items.map((collection) => describe(collection, nameOnly));
    return openCursor(
      server,
      `${database}.$cmd.listCollections`,
      described[Symbol.iterator](),
      batchSize ?? 101,
      false,
      0,
      Infinity,
      now,
    );
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
