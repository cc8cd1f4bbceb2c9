import { double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Collection } from '../storage/catalog.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';
import { countField } from './fields.js';

export const collStats: Command = {
  name: 'collStats',
  fields: ['scale', 'verbose'],
  run(request, server) {
    const namespace = namespaceOf(request);
    const collection = server.catalog.find(namespace);
    const scale = countField('collStats', request.body, 'scale', 1) ?? 1;
    const [count, bytes] = [collection?.count ?? 0, collection?.bytes ?? 0];
    const reply = new Map<string, Value>([
      ['ns', namespace],
      ['size', Math.floor(bytes / scale)],
      ['count', count],
    ]);
    if (count > 0) reply.set('avgObjSize', Math.floor(bytes / count));
    reply.set('storageSize', Math.floor(bytes / scale));
    reply.set('totalIndexSize', 0);
    reply.set('totalSize', Math.floor(bytes / scale));
    reply.set('nindexes', collection?.indexes.length ?? 0);
    reply.set('indexSizes', new Map((collection?.indexes ?? []).map(({ name }) => [name, 0])));
    reply.set('capped', false);
    reply.set('scaleFactor', scale);
    return reply;
  },
};

export const dbStats: Command = {
  name: 'dbStats',
  fields: ['scale', 'freeStorage'],
  run(request, server) {
    const collections = server.catalog.inDatabase(request.database);
    const sum = (pick: (collection: Collection) => number): number =>
      collections.reduce((total, one) => total + pick(one), 0);
    const scale = countField('dbStats', request.body, 'scale', 1) ?? 1;
    const [objects, bytes] = [sum(({ count }) => count), sum(({ bytes: size }) => size)];
    return new Map<string, Value>([
      ['db', request.database],
      ['collections', collections.length],
      ['views', 0],
      ['objects', objects],
      ['avgObjSize', double(objects === 0 ? 0 : bytes / objects)],
      ['dataSize', double(bytes / scale)],
      ['storageSize', double(bytes / scale)],
      ['indexes', sum(({ indexes }) => indexes.length)],
      ['indexSize', double(0)],
      ['totalSize', double(bytes / scale)],
      ['scaleFactor', double(scale)],
    ]);
  },
};
