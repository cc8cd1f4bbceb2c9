import { closeSync, openSync, readSync } from 'node:fs';
import { emptyRecord, scanRecord, separatorOf, type CsvRecord } from './csv-record.js';

const CHUNK = 1 << 20;
const BOM = [0xef, 0xbb, 0xbf];

/** The buffer itself while it has room, otherwise one twice as large with the same content. */
function withRoom(buffer: Buffer, length: number): Buffer {
  if (length < buffer.length) return buffer;
  const larger = Buffer.alloc(buffer.length * 2);
  buffer.copy(larger);
  return larger;
}

/** Drops the mark that Excel writes before UTF-8; returns the new length. */
function withoutBom(buffer: Buffer, length: number): number {
  if (length < 3 || BOM.some((byte, i) => buffer[i] !== byte)) return length;
  buffer.copyWithin(0, 3, length);
  return length - 3;
}

/**
 * Hands every record of a file to `take` in order, with the number of the line it ends on (from 1). A megabyte is held at
 * a time, more only for a longer record. UTF-8 with or without BOM; `,` `;` or tab; LF or CRLF; cells in quotes or not.
 * A `take` that returns false ends the reading.
 * @throws the file system's Error when the file cannot be read.
 */
export function readCsv(path: string, take: (record: CsvRecord, line: number) => boolean): void {
  const file = openSync(path, 'r');
  const record = emptyRecord();
  let buffer: Buffer = Buffer.alloc(CHUNK);
  let length = 0;
  let line = 0;
  let separator: number | null = null;
  try {
    for (;;) {
      buffer = withRoom(buffer, length);
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (separator === null) {
        length = withoutBom(buffer, length);
        separator = separatorOf(buffer, length);
      }
      let from = 0;
      while (from < length) {
        const next = scanRecord(record, buffer, from, length, separator, read === 0);
        if (next < 0) break;
        line += record.lines;
        if (!take(record, line)) return;
        from = next;
      }
      if (read === 0) return;
      buffer.copyWithin(0, from, length);
      length -= from;
    }
  } finally {
    closeSync(file);
  }
}
