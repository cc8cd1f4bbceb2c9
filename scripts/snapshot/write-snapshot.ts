import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canonicalJson } from '../../server/domain/canonical-json.js';
import type { Snapshot } from '../../server/domain/snapshot.js';

/** A snapshot as a file: who froze it and when stay in the database, so that the same data gives the same bytes. */
export function snapshotFile({ id, sha256, content }: Snapshot): string {
  return `${JSON.stringify(JSON.parse(canonicalJson({ id, sha256, content })), null, 2)}\n`;
}

/**
 * Writes `snapshot.json` and `export.ndjson` into the folder, each under its name only when it is whole. The export is
 * streamed. Returns both paths.
 */
export async function writeSnapshot(
  folder: string,
  snapshot: Snapshot,
  lines: AsyncIterable<string>,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = { snapshot: join(folder, 'snapshot.json'), export: join(folder, 'export.ndjson') };
  // The records are those of persons, though nobody knows whose: nobody else on this machine needs to read them.
  await pipeline(Readable.from(lines), createWriteStream(`${files.export}.new`, { mode: 0o600 }));
  await rename(`${files.export}.new`, files.export);
  await writeFile(`${files.snapshot}.new`, snapshotFile(snapshot));
  await rename(`${files.snapshot}.new`, files.snapshot);
  return [files.snapshot, files.export];
}
