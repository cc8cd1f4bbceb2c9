import { invalid } from './byte-reader.js';
import type { Doc } from './value.js';
import { ValueReader } from './value-reader.js';

/**
 * The document at `offset`.
 * @throws Failure 22 (InvalidBSON) when the bytes are not BSON, 15 when nested too deep, 2 for a date JavaScript cannot hold.
 */
export function readDocument(buffer: Buffer, offset = 0, end = buffer.length): Doc {
  return new ValueReader(buffer, offset, end).document(1);
}

/**
 * The document at `offset`, as `readDocument` gives it, but of the top-level field `raw` (an array of documents) the
 * documents are left as the bytes they are, with only their lengths checked: `raws` are these and the field is not in `body`.
 * `raws` is null where the first field is not named `first`, or where there is no such array.
 */
export function readWithRaws(
  buffer: Buffer,
  offset: number,
  end: number,
  { first, raw }: { readonly first: string; readonly raw: string },
): { body: Doc; raws: Buffer[] | null } {
  const reader = new ValueReader(buffer, offset, end);
  const stop = reader.enter();
  const body: Doc = new Map();
  let raws: Buffer[] | null = null;
  for (let type = buffer[reader.take(1)]!; type !== 0; type = buffer[reader.take(1)]!) {
    const name = reader.cstring();
    if (body.size === 0 && name !== first) return { body: readDocument(buffer, offset, end), raws };
    const here = reader.position;
    const taken: Buffer[] | null = type === 0x04 && name === raw && !raws ? reader.rawDocuments() : null;
    if (taken) raws = taken;
    else {
      reader.position = here;
      const value = reader.value(type, 1);
      if (!body.has(name)) body.set(name, value);
    }
  }
  if (reader.position !== stop) throw invalid('invalid bson: document length does not fit its content');
  return { body, raws };
}

/** Only the named top-level fields of a stored (already checked) document; the others are stepped over unread. */
export function readFields(buffer: Buffer, names: ReadonlySet<string>): Doc {
  const reader = new ValueReader(buffer, 0, buffer.length);
  reader.enter();
  const made: Doc = new Map();
  for (let type = buffer[reader.take(1)]!; type !== 0; type = buffer[reader.take(1)]!) {
    const name = reader.cstring();
    if (names.has(name)) {
      made.set(name, reader.value(type, 1));
      if (made.size === names.size) break;
    } else reader.skip(type);
  }
  return made;
}
