import { statfs } from 'node:fs/promises';
import { double } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import { numberOf } from '../bson/number.js';
import { isNumeric } from '../bson/type.js';
import { truthyValue } from '../expression/truth.js';
import type { Collection } from '../storage/catalog.js';
import { namespaceOf } from './command.js';
import type { Command, Reply } from './command.js';
import { countField } from './fields.js';

/**
 * A collection's numbers, sizes divided by `scale`. Sizes of indexes are 0: all indexes share one table, and nobody counts the
 * bytes of each.
 */
export function statsOf(collection: Collection | null | undefined, scale: number): Map<string, Value> {
  if (!collection)
    return new Map<string, Value>([
      ['size', 0],
      ['count', 0],
      ['storageSize', 0],
      ['totalSize', 0],
      ['nindexes', 0],
      ['totalIndexSize', 0],
      ['indexDetails', new Map()],
      ['indexSizes', new Map()],
      ['scaleFactor', scale],
    ]);
  const { count, bytes, indexes } = collection;
  const average: [string, Value][] = count > 0 ? [['avgObjSize', Math.floor(bytes / count)]] : [];
  return new Map<string, Value>([
    ['size', Math.floor(bytes / scale)],
    ['count', count],
    ...average,
    ['storageSize', Math.floor(bytes / scale)],
    ['freeStorageSize', 0],
    ['capped', false],
    ['nindexes', indexes.length],
    ['indexDetails', new Map()],
    ['indexBuilds', []],
    ['totalIndexSize', 0],
    ['totalSize', Math.floor(bytes / scale)],
    ['indexSizes', new Map(indexes.map(({ name }) => [name, 0]))],
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

/** MongoDB answers a wrong scale of dbStats without a code. */
function wrongScale(message: string): Reply {
  return new Map<string, Value>([
    ['ok', double(0)],
    ['errmsg', message],
  ]);
}

export const dbStats: Command = {
  name: 'dbStats',
  fields: ['scale', 'freeStorage'],
  async run(request, server) {
    const given = request.body.get('scale');
    const numeric = isNumeric(given);
    if (!numeric && truthyValue(given)) return wrongScale('scale has to be a number > 0');
    const scale = numeric ? Math.trunc(numberOf(given)) : 1;
    if (!(scale > 0)) return wrongScale('scale has to be > 0');
    const collections = server.catalog.inDatabase(request.database);
    const sum = (pick: (collection: Collection) => number): number =>
      collections.reduce((total, one) => total + pick(one), 0);
    const [objects, bytes] = [sum(({ count }) => count), sum(({ bytes: size }) => size)];
    const { blocks, bsize, bavail } = await statfs(server.dataDir);
    // Of a database that is not there every number is an int32.
    const real = collections.length > 0 ? double : (zero: number): number => zero;
    const free = truthyValue(request.body.get('freeStorage'));
    const freeBytes = (name: string): [string, Value][] => (free ? [[name, real(0)]] : []);
    return new Map<string, Value>([
      ['db', request.database],
      ['collections', collections.length],
      ['views', 0],
      ['objects', objects],
      ['avgObjSize', real(objects === 0 ? 0 : bytes / objects)],
      ['dataSize', real(bytes / scale)],
      ['storageSize', real(bytes / scale)],
      ...freeBytes('freeStorageSize'),
      ['indexes', sum(({ indexes }) => indexes.length)],
      ['indexSize', real(0)],
      ...freeBytes('indexFreeStorageSize'),
      ['totalSize', real(bytes / scale)],
      ...freeBytes('totalFreeStorageSize'),
      ['scaleFactor', real(scale)],
      ['fsUsedSize', real(collections.length > 0 ? ((blocks - bavail) * bsize) / scale : 0)],
      ['fsTotalSize', real(collections.length > 0 ? (blocks * bsize) / scale : 0)],
    ]);
  },
};
