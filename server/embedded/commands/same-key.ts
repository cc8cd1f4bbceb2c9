import { equalValues } from '../bson/compare.js';
import type { Doc } from '../bson/value.js';

/** Whether two key patterns are the same: fields and directions in the same order. */
export function sameKey(a: Doc, b: Doc): boolean {
  return equalValues(a, b) && [...a.keys()].join() === [...b.keys()].join();
}
