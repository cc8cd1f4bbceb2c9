import { double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Collection } from '../storage/catalog.js';
import { namespaceOf } from './command.js';
import type { Command } from './command.js';
import { countField } from './fields.js';

/** A collection's numbers, sizes divided by `scale`. LMDB does not tell what one index takes, so index sizes are 0. */
export function statsOf(collection: Collection | null | undefined, scale: number): Map<string, Value> {
  const [count, bytes] = [collection?.count ?? 0, collection?.bytes ?? 0];
  const size = Math.floor(bytes / scale);
  const indexes = collection?.indexes ?? [];
  return new Map<string, Value>([
    ['size', size],
    ['count', count],
    ...(count > 0 ? [['avgObjSize', Math.floor(bytes / count)] as const] : []),
    ['storageSize', size],
    ['totalIndexSize', 0],
    ['totalSize', size],
    ['nindexes', indexes.length],
    ['indexSizes', new Map(indexes.map(({ name }) => [name, 0]))],
    ['capped', false],
    ['scaleFactor', scale],
  ]);
}

export const collStats: Command = {
  name: 'collStats',
  fields: ['scale', 'verbose'],
  run(request, server) {
    const namespace = namespaceOf(request);
    const scale = countField('collStats', request.body, 'scale', 1) ?? 1;
    return new Map<string, Value>([['ns', namespace], ...statsOf(server.catalog.find(namespace), scale)]);
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
