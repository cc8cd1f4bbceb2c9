import { Failure } from '../failure.js';
import type { Doc, Value } from './value.js';

/** MongoDB's limit of nesting (BSONDepth::kDefaultMaxAllowableDepth). */
export const maxDepth = 200;

/** @throws Failure 15 where documents are nested deeper than MongoDB allows */
export function checkDepth(depth: number): void {
  if (depth > maxDepth) throw new Failure(15, `Object nesting depth exceeds the limit of ${maxDepth}`);
}

/** MongoDB's limit for what is stored, so that commands have room around it (BSONDepth::getMaxDepthForUserStorage). */
export const maxStoredDepth = 180;

/** Whether documents or arrays with something in them stand deeper in a document than may be stored. */
export function isTooDeep(container: Doc | Value[], depth = 1): boolean {
  if (depth > maxStoredDepth) return (container instanceof Map ? container.size : container.length) > 0;
  for (const value of container.values())
    if ((value instanceof Map || Array.isArray(value)) && isTooDeep(value, depth + 1)) return true;
  return false;
}
