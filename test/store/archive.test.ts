import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { archiveFileLines, writeArchiveFile } from '../../server/store/archive-file.js';
import { ArchiveError, archiveLines, checkArchive, restoreLines } from '../../server/store/archive.js';
import { openTestDatabase, type TestDatabase } from '../database.js';

const { Binary, Double, Int32, Long, ObjectId } = mongoose.mongo;
let from: TestDatabase;
let to: TestDatabase;
let folder: string;

const documents = [
  { _id: 'a', n: new Int32(1), d: new Double(1), l: Long.fromString('9007199254740993'), at: new Date(0) },
  {
    _id: 'b',
    bytes: new Binary(new Uint8Array([0, 255]), 0),
    text: 'Hài Lòng 😀 \u2028',
    nothing: null,
    list: [[], {}],
  },
];

beforeAll(async () => {
  [from, to] = [await openTestDatabase(), await openTestDatabase()];
  folder = await mkdtemp(join(tmpdir(), 'hai-long-archive-'));
  await from.connection.db!.collection('first').insertMany(documents as never[]);
  await from.connection
    .db!.collection('second')
    .insertOne({ _id: new ObjectId('0123456789abcdef01234567'), n: 7 });
  await from.connection.db!.collection('left-out').insertOne({ n: 1 });
});
afterAll(async () => {
  await Promise.all([from.close(), to.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function lines(source: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of source) all.push(line.trimEnd());
  return all;
}
async function* again(all: string[]): AsyncIterable<string> {
  yield* all;
}

describe('a backup', () => {
  it('brings every document with its types into an empty database, through a file', async () => {
    const file = join(folder, 'backup.ndjson.gz');
    await writeArchiveFile(file, archiveLines(from.connection, ['left-out']));
    const counts = await checkArchive(archiveFileLines(file));
    expect(counts).toEqual({ first: 2, second: 1 });
    expect(await restoreLines(to.connection, archiveFileLines(file), counts)).toEqual(counts);
    expect(await lines(archiveLines(to.connection))).toEqual(
      await lines(archiveLines(from.connection, ['left-out'])),
    );
    const [a] = await to.connection
      .db!.collection('first')
      .find({}, { promoteValues: false })
      .sort({ _id: 1 })
      .toArray();
    expect(a!['n']).toBeInstanceOf(Int32);
    expect(String(a!['l'])).toBe('9007199254740993');
  });

  it('is not written over a database that holds something', async () => {
    const all = await lines(archiveLines(from.connection));
    await expect(restoreLines(from.connection, again(all), {})).rejects.toThrow(/not empty/);
  });

  it.each([
    ['cut off', (all: string[]) => all.slice(0, -1), /cut off/],
    ['short of one document', (all: string[]) => all.filter((_, i) => i !== 1), /altered/],
    ['changed in one letter', (all: string[]) => all.map((line) => line.replace('"a"', '"z"')), /altered/],
    ['continued after its end', (all: string[]) => [...all, all[1]!], /follows the end/],
    ['something else', () => ['{"a":1}'], /no archive/],
    ['no JSON', () => ['PK\u0003'], /line 1: is not JSON/],
    ['empty', () => [], /cut off/],
  ])('that is %s is refused before anything is written', async (_name, change, reason) => {
    const all = change(await lines(archiveLines(from.connection)));
    const check = checkArchive(again(all));
    await expect(check).rejects.toThrow(ArchiveError);
    await expect(check).rejects.toThrow(reason);
  });

  it('leaves no file behind when it fails on the way', async () => {
    async function* failing(): AsyncIterable<string> {
      yield 'x';
      throw new Error('the database went away');
    }
    const file = join(folder, 'half.ndjson.gz');
    await expect(writeArchiveFile(file, failing())).rejects.toThrow('went away');
    await expect(lines(archiveFileLines(file))).rejects.toThrow(/ENOENT/);
  });
});
