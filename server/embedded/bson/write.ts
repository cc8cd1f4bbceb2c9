import type { Doc } from './value.js';
import { ValueWriter } from './value-writer.js';
import type { Writable } from './value-writer.js';

/** What is written first goes to one buffer that is used again and again; only what was written is copied out of it. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** BSON of a document. @throws Failure 15 when nested deeper than MongoDB allows. */
export function writeDocument(document: Doc | ReadonlyMap<string, Writable>): Buffer {
  return writeBehind(0, document);
}

/** BSON of a document behind `room` bytes that the caller fills; @throws Failure 15 when nested too deep. */
export function writeBehind(room: number, document: Doc | ReadonlyMap<string, Writable>): Buffer {
  const writer = new ValueWriter(scratch);
  writer.need(room);
  writer.document(document, 1);
  const { buffer, position } = writer;
  if (buffer !== scratch) return buffer.subarray(0, position);
  const made = Buffer.allocUnsafe(position);
  scratch.copy(made, 0, 0, position);
  return made;
}
