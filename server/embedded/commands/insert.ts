import { randomBytes } from 'node:crypto';
import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import { ObjectId, Timestamp } from '../bson/value.js';
import type { Doc, Value } from '../bson/value.js';
import { writeDocument } from '../bson/write.js';
import { checkId } from '../storage/check-id.js';
import { checkSize, checkStoredDepth } from '../storage/document-size.js';
import { boolField, sequenceOf } from './fields.js';
import { namespaceOf } from './command.js';
import type { Command, Server } from './command.js';
import { writeError, writeReply } from './write-errors.js';
import { checkWritable, collectionForWrite } from './collections.js';

const processPart = randomBytes(5);
let counter = randomBytes(3).readUIntBE(0, 3);

/** A new ObjectId: seconds, a random part of this process, a counter. */
export function newObjectId(now: Date): ObjectId {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(Math.floor(now.getTime() / 1000), 0);
  processPart.copy(bytes, 4);
  counter = (counter + 1) & 0xffffff;
  bytes.writeUIntBE(counter, 9, 3);
  return new ObjectId(bytes);
}

/**
 * A document as it is stored: `_id` first and made when missing, empty timestamps at the top filled in. `sent` are the bytes
 * it came as; they are stored as they are when nothing had to be changed.
 */
export function prepare(
  document: Doc,
  now: Date,
  sent: Buffer | null = null,
  made: 'insert' | 'upsert' = 'insert',
): { document: Doc; raw: Buffer } {
  const id = document.get('_id');
  if (id !== undefined) checkId(id);
  let changed = sent === null;
  let whole = document;
  if (document.keys().next().value !== '_id') {
    whole = new Map([['_id', id ?? newObjectId(now)]]);
    for (const [name, value] of document) if (name !== '_id') whole.set(name, value);
    changed = true;
  }
  for (const [name, value] of whole)
    if (value instanceof Timestamp && value.value === 0n && name !== '_id') {
      whole.set(name, new Timestamp((BigInt(Math.floor(now.getTime() / 1000)) << 32n) | 1n));
      changed = true;
    }
  const raw = changed || sent === null ? writeDocument(whole) : sent;
  checkSize(raw.length, made);
  checkStoredDepth(whole, raw.length, made);
  return { document: whole, raw };
}

function decode(item: Buffer | Doc): Doc {
  return item instanceof Map ? item : readDocument(item);
}

/**
 * Bytes that are not BSON are wrong with the whole command, so all are read before the first is written. Only a single
 * document is kept as it was read: many, decoded at once, would take several times the memory of their bytes.
 * @throws Failure 22, 15 or 2 for bytes that cannot be read
 */
function checked(given: readonly (Buffer | Doc)[]): Doc | null {
  if (given.length === 1) return decode(given[0]!);
  given.forEach(decode);
  return null;
}

export const insert: Command = {
  name: 'insert',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  flags: ['ordered', 'bypassDocumentValidation'],
  async run(request, server: Server) {
    const namespace = namespaceOf(request);
    checkWritable(namespace);
    const given = sequenceOf(request, 'documents');
    if (given.length === 0 || given.length > 100_000)
      throw new Failure(
        16,
        `Write batch sizes must be between 1 and 100000. Got ${given.length} operations.`,
      );
    const ordered = boolField('insert', request.body, 'ordered', true);
    const only = checked(given);
    return server.committer.commit(() => {
      const collection = collectionForWrite(server, namespace);
      const errors: Value[] = [];
      let count = 0;
      for (let index = 0; index < given.length; index++) {
        try {
          const item = given[index]!;
          const decoded = only ?? decode(item);
          const { document, raw } = prepare(decoded, request.now, item instanceof Map ? null : item);
          server.store.insert(collection, document, raw);
          count++;
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          errors.push(writeError(index, error));
          if (ordered) break;
        }
      }
      return writeReply([['n', count]], errors);
    });
  },
};
