import type { Doc, Value } from '../bson/value.js';
import { collStatsOf } from './coll-stats-stage.js';
import type { Request, Server } from './command.js';
import { indexStats } from './index-stats.js';

/**
 * What a stage tells of the engine itself in place of a collection's documents, when it stands first; null for any other stage.
 * @throws Failure as these stages do
 */
export function ownDocuments(
  [name, operand]: readonly [string, Value],
  namespace: string,
  request: Request,
  server: Server,
): Doc[] | null {
  if (name === '$collStats') return [collStatsOf(operand, namespace, request, server)];
  if (name === '$indexStats') return indexStats(operand, namespace, request, server);
  return null;
}
