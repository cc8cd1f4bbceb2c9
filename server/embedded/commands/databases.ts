import { Failure } from '../failure.js';
import { numberOf } from '../bson/number.js';
import { showDoc } from '../bson/show.js';
import { isNumeric } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import { completeSpecification } from '../storage/index-specification.js';
import { checkWritable, dropCollection } from './collections.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';
import { boolField, docField, refuseOptions } from './fields.js';

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

/** @throws Failure 72 for what only a capped collection has, 2 for another index of `_id` than the one there is */
function checkCreation(body: Doc): void {
  if (body.has('size') || body.has('max'))
    throw new Failure(
      72,
      "the 'capped' field needs to be true when either the 'size' or 'max' fields are present",
    );
  if (!boolField('create', body, 'autoIndexId', true))
    throw new Failure(72, "autoIndexId:false is not allowed for databases other than the 'local' database");
  const idIndex = docField('create', body, 'idIndex');
  if (idIndex.size === 0) return;
  const key = completeSpecification(new Map([['name', '_id_'], ...idIndex])).get('key') as Doc;
  if (key.size !== 1 || !key.has('_id'))
    throw new Failure(2, `The field 'key' for an _id index must be {_id: 1}, but got ${showDoc(key)}`);
}

export const create: Command = {
  name: 'create',
  fields: creatable,
  async run(request, server) {
    const namespace = namespaceOf(request);
    checkWritable(namespace);
    if (boolField('create', request.body, 'capped', false) && !request.body.has('size'))
      throw new Failure(72, "the 'size' field is required when 'capped' is true");
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
      'validationLevel',
      'validationAction',
      'flags',
      'temp',
    );
    checkCreation(request.body);
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
    const which = request.body.get('dropDatabase');
    if (!isNumeric(which) || numberOf(which) !== 1)
      throw new Failure(5255100, "Have to pass 1 as 'drop' parameter");
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
  flags: ['dropTarget'],
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
    checkWritable(to);
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
