import { closeSync, fstatSync, openSync, readSync, truncateSync } from 'node:fs';

/** Where LMDB (data version 2 of its fork in the `lmdb` package) keeps what in each of the two meta pages at the file's start. */
const at = { magic: 24, version: 28, pageSize: 48, lastPage: 144, transaction: 152 } as const;
const META_BYTES = 168;
const MAGIC = 0xbeefc0de;
const VERSION = 2;
/** Of every page size that LMDB allows. */
const SMALLEST_PAGE = 512;
const LARGEST_PAGE = 65_536;

interface Meta {
  pageSize: number;
  lastPage: bigint;
  transaction: bigint;
}

/**
 * Looks at the head of a data file before LMDB maps it: a file that is none, or cut off, would end the process without a
 * word. A file that is shorter than its head says is lengthened with empty pages, so that reading them is an error and not
 * the end; whether they matter is for the caller to find out.
 * @returns whether the file had to be lengthened
 * @throws Error naming the file and what is wrong with it
 */
export function checkDataFile(path: string): boolean {
  const wrong = (what: string): Error =>
    new Error(
      `${path} ${what}; it is not a data file of this engine any more. Restore a backup into an empty directory`,
    );
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw wrong('is no file');
    if (stat.size === 0) return false;
    const first = metaAt(file, 0);
    if (!first) throw wrong('does not begin as one');
    const second = metaAt(file, first.pageSize);
    if (!second || second.pageSize !== first.pageSize) throw wrong('is damaged in its second page');
    const newest = second.transaction > first.transaction ? second : first;
    const wanted = Number(newest.lastPage + 1n) * newest.pageSize;
    if (stat.size >= wanted) return false;
    truncateSync(path, wanted);
    return true;
  } finally {
    closeSync(file);
  }
}

/** The meta page at a place; null where there is none. */
function metaAt(file: number, position: number): Meta | null {
  const bytes = Buffer.alloc(META_BYTES);
  if (readSync(file, bytes, 0, META_BYTES, position) < META_BYTES) return null;
  const pageSize = bytes.readUInt32LE(at.pageSize);
  const isMeta =
    bytes.readUInt32LE(at.magic) === MAGIC &&
    bytes.readUInt16LE(at.version) === VERSION &&
    pageSize >= SMALLEST_PAGE &&
    pageSize <= LARGEST_PAGE &&
    (pageSize & (pageSize - 1)) === 0;
  if (!isMeta) return null;
  return {
    pageSize,
    lastPage: bytes.readBigUInt64LE(at.lastPage),
    transaction: bytes.readBigUInt64LE(at.transaction),
  };
}
