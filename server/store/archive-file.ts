import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Writes lines as a gzip file that appears under its name only when it is whole and on disk. */
export async function writeArchiveFile(path: string, lines: AsyncIterable<string>): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await pipeline(
      Readable.from(lines),
      createGzip({ level: 6 }),
      createWriteStream(partial, { mode: 0o600 }),
    );
    const handle = await open(partial, 'r');
    await handle.sync();
    await handle.close();
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** The lines of such a file, one after the other. @throws the error of a file that is missing or cut off. */
export async function* archiveFileLines(path: string): AsyncIterable<string> {
  const source = createReadStream(path);
  const unzipped = createGunzip();
  const ended = pipeline(source, unzipped);
  ended.catch(() => {});
  yield* createInterface({ input: unzipped, crlfDelay: Infinity });
  await ended;
}
