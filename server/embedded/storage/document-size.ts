import { Failure } from '../failure.js';
import { isTooDeep, maxStoredDepth } from '../bson/nesting.js';
import type { Doc } from '../bson/value.js';

/** What a document of a user may have. */
const most = 16 * 1024 * 1024;
/** What MongoDB reads from a message at all. */
const mostRead = most + 16 * 1024;

/** What a document is checked for: the words differ. */
export type Made = 'insert' | 'update' | 'upsert';

/** @throws Failure for a document above 16 MiB: 17419 and 17420 for what updates and upserts made, else 2, 10334 above the size that is read */
export function checkSize(length: number, made: Made): void {
  if (length <= most) return;
  if (made === 'update') throw new Failure(17419, `Resulting document after update is larger than ${most}`);
  if (made === 'upsert') throw new Failure(17420, `Document to upsert is larger than ${most}`);
  if (length <= mostRead)
    throw new Failure(2, `object to insert too large. size in bytes: ${length}, max size: ${most}`);
  throw new Failure(
    10334,
    `BSONObj size: ${length} (0x${length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${mostRead}(16MB)`,
  );
}

/** A level takes at least 7 bytes: type, end of the name, length and end. What is smaller than this need not be walked. */
const leastTooDeep = 7 * maxStoredDepth;

/** @throws Failure 15 for a document of `length` bytes with more than 180 levels */
export function checkStoredDepth(document: Doc, length: number, made: Made): void {
  if (length < leastTooDeep || !isTooDeep(document)) return;
  throw new Failure(
    15,
    made === 'insert'
      ? `cannot insert document because it exceeds ${maxStoredDepth} levels of nesting`
      : `Document exceeds maximum nesting depth of ${maxStoredDepth}`,
  );
}
