import { Failure } from '../failure.js';

const most = 16 * 1024 * 1024;

/** @throws Failure 10334 for a document above 16 MiB */
export function checkSize(length: number): void {
  if (length > most)
    throw new Failure(
      10334,
      `BSONObj size: ${length} (0x${length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
    );
}
