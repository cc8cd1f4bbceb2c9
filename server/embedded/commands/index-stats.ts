import { hostname } from 'node:os';
import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import { doc } from '../bson/value.js';
import type { Request, Server } from './command.js';

/**
 * One document an index: how many operations have used it, and since when that is counted; a restart counts anew.
 * @throws Failure 28803 for an operand with anything in it, 323 under `apiStrict`
 */
export function indexStats(
  operand: Value,
  namespace: string,
  { body }: Pick<Request, 'body'>,
  server: Pick<Server, 'catalog' | 'port'>,
): Doc[] {
  if (body.get('apiStrict') === true)
    throw new Failure(323, "stage $indexStats is not allowed with 'apiStrict: true' in API Version 1");
  if (!(operand instanceof Map) || operand.size > 0)
    throw new Failure(28803, 'The $indexStats stage specification must be an empty object');
  const indexes = server.catalog.find(namespace)?.indexes ?? [];
  return indexes.map(({ name, key, use, specification }) =>
    doc({
      name,
      key,
      host: `${hostname()}:${server.port()}`,
      accesses: doc({ ops: BigInt(use.operations), since: use.since }),
      spec: specification,
    }),
  );
}
