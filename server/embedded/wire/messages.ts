import { readDocument, readWithRaws } from '../bson/read.js';
import { writeBehind } from '../bson/write.js';
import type { Writable } from '../bson/value-writer.js';
import type { Doc } from '../bson/value.js';
import { crc32c } from './checksum.js';
import { MalformedFrame } from './frames.js';
import type { Frame } from './frames.js';

export const opReply = 1;
export const opQuery = 2004;
export const opMsg = 2013;

/** Header, flags and the kind of the one section. */
const messageRoom = 21;
/** Header, flags, cursor, first and number of documents. */
const replyRoom = 36;
/** Documents that go to the disk as they came are not taken apart here, whether beside the body or in it. */
const stored = { first: 'insert', raw: 'documents' } as const;
const checksumPresent = 1;
const moreToCome = 2;
const exhaustAllowed = 1 << 16;

export interface Message {
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** The sender does not wait for an answer. */
  readonly moreToCome: boolean;
  readonly checksum: boolean;
  /** The sender takes the batches of a cursor one after the other without asking for each. */
  readonly exhaustAllowed: boolean;
}

/** Takes an OP_MSG apart: one body (kind 0) and any number of document sequences (kind 1). @throws MalformedFrame */
export function readMessage({ body: bytes, whole }: Frame): Message {
  if (bytes.length < 5) throw new MalformedFrame('message too short');
  const flags = bytes.readUInt32LE(0);
  if ((flags & 0xffff & ~(checksumPresent | moreToCome)) !== 0)
    throw new MalformedFrame('unknown required flag');
  const checksum = (flags & checksumPresent) !== 0;
  let end = bytes.length;
  if (checksum) {
    end -= 4;
    if (end < 5 || bytes.readUInt32LE(end) !== crc32c(whole.subarray(0, whole.length - 4)))
      throw new MalformedFrame('wrong checksum');
  }
  let body: Doc | null = null;
  let inBody: Buffer[] | null = null;
  const sequences = new Map<string, Buffer[]>();
  let at = 4;
  while (at < end) {
    const kind = bytes[at++];
    if (end - at < 4) throw new MalformedFrame('section too short');
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > end) throw new MalformedFrame('section length');
    if (kind === 0) {
      if (body) throw new MalformedFrame('two bodies');
      const { body: read, raws } = readWithRaws(bytes, at, at + size, stored);
      body = read;
      inBody = raws;
    } else if (kind === 1) readSequence(bytes.subarray(at + 4, at + size), sequences);
    else throw new MalformedFrame(`section kind ${kind}`);
    at += size;
  }
  if (!body) throw new MalformedFrame('no body');
  if (inBody && !sequences.has(stored.raw)) sequences.set(stored.raw, inBody);
  return {
    body,
    sequences,
    moreToCome: (flags & moreToCome) !== 0,
    checksum,
    exhaustAllowed: (flags & exhaustAllowed) !== 0,
  };
}

function readSequence(bytes: Buffer, into: Map<string, Buffer[]>): void {
  const stop = bytes.indexOf(0);
  if (stop < 0) throw new MalformedFrame('sequence without a name');
  const name = bytes.toString('utf8', 0, stop);
  if (into.has(name)) throw new MalformedFrame(`sequence ${name} comes twice`);
  const documents: Buffer[] = [];
  let at = stop + 1;
  while (at < bytes.length) {
    if (bytes.length - at < 5) throw new MalformedFrame('document too short');
    const length = bytes.readInt32LE(at);
    if (length < 5 || at + length > bytes.length) throw new MalformedFrame('document length');
    documents.push(bytes.subarray(at, at + length));
    at += length;
  }
  into.set(name, documents);
}

/**
 * The legacy OP_QUERY. A command that says where it may be read comes wrapped as `$query` beside its `$readPreference`.
 * @throws MalformedFrame
 */
export function readLegacyQuery({ body: bytes }: Frame): { namespace: string; query: Doc } {
  const stop = bytes.indexOf(0, 4);
  if (stop < 0 || bytes.length < stop + 14) throw new MalformedFrame('query too short');
  const sent = readDocument(bytes, stop + 9);
  const wrapped = sent.get('$query');
  return { namespace: bytes.toString('utf8', 4, stop), query: wrapped instanceof Map ? wrapped : sent };
}

function fillHeader(bytes: Buffer, length: number, ids: readonly [number, number], opCode: number): void {
  bytes.writeInt32LE(length, 0);
  bytes.writeInt32LE(ids[0], 4);
  bytes.writeInt32LE(ids[1], 8);
  bytes.writeInt32LE(opCode, 12);
}

/** An OP_MSG that answers a request, with a checksum when the request had one; `more` are to follow unasked. */
export function writeMessage(
  reply: ReadonlyMap<string, Writable>,
  ids: readonly [requestId: number, responseTo: number],
  checksum: boolean,
  more = false,
): Buffer {
  const message = writeBehind(messageRoom, reply);
  fillHeader(message, message.length + (checksum ? 4 : 0), ids, opMsg);
  message.writeUInt32LE((checksum ? checksumPresent : 0) | (more ? moreToCome : 0), 16);
  message[20] = 0;
  if (!checksum) return message;
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32c(message), 0);
  return Buffer.concat([message, sum]);
}

/** An OP_REPLY with one document. */
export function writeLegacyReply(
  reply: ReadonlyMap<string, Writable>,
  requestId: number,
  responseTo: number,
): Buffer {
  const message = writeBehind(replyRoom, reply);
  fillHeader(message, message.length, [requestId, responseTo], opReply);
  message.fill(0, 16, replyRoom);
  message.writeInt32LE(8, 16);
  message.writeInt32LE(1, 32);
  return message;
}
