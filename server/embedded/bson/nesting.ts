import { Failure } from '../failure.js';

/** MongoDB's limit of nesting (BSONDepth::kDefaultMaxAllowableDepth). */
export const maxDepth = 200;

/** @throws Failure 15 where documents are nested deeper than MongoDB allows */
export function checkDepth(depth: number): void {
  if (depth > maxDepth) throw new Failure(15, `Object nesting depth exceeds the limit of ${maxDepth}`);
}
