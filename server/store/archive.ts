import mongoose from 'mongoose';
import { createHash } from 'node:crypto';

const { EJSON } = mongoose.mongo.BSON;

/** First line of an archive. */
const FORMAT = 'hai-long-archive';
const VERSION = 1;
const BATCH = 500;

/** What an archive holds: documents by collection. */
export type ArchiveCounts = Record<string, number>;

/** The archive is not what it says it is; nothing was written. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

type Line = { collection: string; document: object } | { counts: ArchiveCounts; sha256: string };

/**
 * Every document of the database as lines of text: a header, one line a document (canonical Extended JSON, so that types
 * are kept exactly), and a last line with the counts and the SHA-256 of all lines before it. Reads by one cursor a
 * collection while the server goes on working: what arrives meanwhile may be in it or not, what was there is.
 * Indexes are left out, since the server makes its own at every start; so are collections named in `without`.
 */
export async function* archiveLines(
  connection: mongoose.Connection,
  without: string[] = [],
): AsyncIterable<string> {
  const hash = createHash('sha256');
  const counts: ArchiveCounts = {};
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ format: FORMAT, version: VERSION });
  const names = (await connection.db!.listCollections({}, { nameOnly: true }).toArray()).map(
    ({ name }) => name,
  );
  for (const name of names.filter((one) => !one.startsWith('system.') && !without.includes(one)).sort()) {
    counts[name] = 0;
    const documents = connection.db!.collection(name).find({}, { promoteValues: false }).sort({ _id: 1 });
    for await (const document of documents) {
      counts[name] += 1;
      yield line({ collection: name, document: EJSON.serialize(document, { relaxed: false }) as object });
    }
  }
  yield `${JSON.stringify({ counts, sha256: hash.digest('hex') })}\n`;
}

/**
 * Reads an archive to its end without writing anything.
 * @throws ArchiveError when it is cut off, altered or of another kind.
 */
export async function checkArchive(lines: AsyncIterable<string>): Promise<ArchiveCounts> {
  const hash = createHash('sha256');
  const counts: ArchiveCounts = {};
  let number = 0;
  let end: { counts: ArchiveCounts; sha256: string } | null = null;
  for await (const text of lines) {
    number += 1;
    const value = parsed(text, number);
    if (end) throw new ArchiveError(`line ${number}: something follows the end of the archive`);
    if (number === 1) checkHeader(value);
    else if ('sha256' in value) end = value;
    else counts[value.collection] = (counts[value.collection] ?? 0) + 1;
    if (!end) hash.update(`${text}\n`);
  }
  if (!end) throw new ArchiveError('the archive is cut off: its last line is missing');
  if (end.sha256 !== hash.digest('hex'))
    throw new ArchiveError('the archive was altered: its checksum differs');
  return end.counts;
}

function parsed(text: string, number: number): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    throw new ArchiveError(`line ${number}: is not JSON`);
  }
}

function checkHeader(value: object): void {
  const { format, version } = value as { format?: unknown; version?: unknown };
  if (format !== FORMAT) throw new ArchiveError('line 1: this file is no archive of Hài Lòng');
  if (version !== VERSION)
    throw new ArchiveError(`line 1: version ${String(version)} of the archive is not known`);
}

/**
 * Writes the documents of a checked archive into an empty database.
 * @returns how many documents each collection now holds.
 * @throws ArchiveError when the database is not empty, or holds other numbers than the archive afterwards.
 */
export async function restoreLines(
  connection: mongoose.Connection,
  lines: AsyncIterable<string>,
  counts: ArchiveCounts,
): Promise<ArchiveCounts> {
  const present = await connection.db!.listCollections({}, { nameOnly: true }).toArray();
  if (present.length > 0) throw new ArchiveError(`the database is not empty: it holds ${present[0]!.name}`);
  let waiting: object[] = [];
  let current = '';
  const flush = async () => {
    if (waiting.length > 0)
      await connection.db!.collection(current).insertMany(waiting as never[], { forceServerObjectId: true });
    waiting = [];
  };
  for await (const text of lines) {
    const value = JSON.parse(text) as Line | { format: string };
    if (!('collection' in value)) continue;
    if (value.collection !== current || waiting.length >= BATCH) await flush();
    current = value.collection;
    waiting.push(EJSON.deserialize(value.document, { relaxed: false }) as object);
  }
  await flush();
  const restored: ArchiveCounts = {};
  for (const name of Object.keys(counts))
    restored[name] = await connection.db!.collection(name).countDocuments({});
  for (const [name, n] of Object.entries(counts))
    if (restored[name] !== n)
      throw new ArchiveError(`${name}: ${restored[name]} documents are there, ${n} were in the archive`);
  return restored;
}
