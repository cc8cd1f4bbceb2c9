import { hostname } from 'node:os';
import { Failure } from '../failure.js';
import type { Doc, Value } from '../bson/value.js';
import { doc } from '../bson/value.js';
import { stageOf } from '../pipeline/compile.js';
import type { Request, Server } from './command.js';

/** Where a pipeline begins with `$indexStats`. @throws Failure 40602 where it stands elsewhere, 323 under `apiStrict` */
export function asksIndexStats(pipeline: readonly Value[], { body }: Request): boolean {
  const at = pipeline.findLastIndex((stage) => stageOf(stage)[0] === '$indexStats');
  if (at > 0) throw new Failure(40602, '$indexStats is only valid as the first stage in a pipeline.');
  if (at === 0 && body.get('apiStrict') === true)
    throw new Failure(323, "stage $indexStats is not allowed with 'apiStrict: true' in API Version 1");
  return at === 0;
}

/** One document an index: how many operations have used it, and since when that is counted; a restart counts anew. */
export function indexStats(server: Server, namespace: string, operand: Value): Doc[] {
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
