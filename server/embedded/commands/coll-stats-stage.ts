import { hostname } from 'node:os';
import { Failure } from '../failure.js';
import { typeName } from '../bson/type.js';
import type { Doc, Value } from '../bson/value.js';
import type { Request, Server } from './command.js';
import { countField } from './fields.js';
import { statsOf } from './stats.js';

const parts = ['count', 'storageStats'];

/**
 * The one document of `$collStats`, by which shells ask for a collection's numbers: `count` and `storageStats`.
 * @throws Failure 26 for a collection that is not there; 238 for histograms of latency and executed queries, which are not kept;
 * 40166, 40415, 14 and 51024 for a specification that is none
 */
export function collStatsOf(
  operand: Value,
  namespace: string,
  { now }: Pick<Request, 'now'>,
  server: Pick<Server, 'catalog' | 'port'>,
): Doc {
  if (!(operand instanceof Map))
    throw new Failure(
      40166,
      `$collStats must take a nested object but found: $collStats: ${typeName(operand)}`,
    );
  for (const [name, value] of operand) {
    if (name === 'latencyStats' || name === 'queryExecStats')
      throw new Failure(238, `$collStats with '${name}' is not supported`);
    if (!parts.includes(name))
      throw new Failure(40415, `BSON field '$collStats.${name}' is an unknown field.`);
    if (!(value instanceof Map))
      throw new Failure(
        14,
        `BSON field '$collStats.${name}' is the wrong type '${typeName(value)}', expected type 'object'`,
      );
  }
  const found = (part: string): NonNullable<ReturnType<Server['catalog']['find']>> => {
    const collection = server.catalog.find(namespace);
    if (!collection)
      throw new Failure(
        26,
        `Unable to retrieve ${part} in $collStats stage :: caused by :: Collection [${namespace}] not found.`,
      );
    return collection;
  };
  const made: Doc = new Map<string, Value>([
    ['ns', namespace],
    ['host', `${hostname()}:${server.port()}`],
    ['localTime', now],
  ]);
  const storage = operand.get('storageStats');
  if (storage instanceof Map) {
    for (const name of storage.keys())
      if (name !== 'scale')
        throw new Failure(40415, `BSON field '$collStats.storageStats.${name}' is an unknown field.`);
    const scale = countField('$collStats.storageStats', storage, 'scale', 1) ?? 1;
    made.set('storageStats', statsOf(found('storageStats'), scale));
  }
  if (operand.has('count')) made.set('count', found('count').count);
  return made;
}
