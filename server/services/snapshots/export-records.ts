import { createHash } from 'node:crypto';
import { leavesOf } from '../../domain/leaf-chunks.js';
import { leafHash } from '../../domain/merkle-tree.js';
import { versionName } from '../../domain/questionnaire.js';
import { recordLine } from '../../domain/response-record.js';
import type { KeptSnapshot, SnapshotStore } from '../../store/snapshots.js';
import { recordedResponses, type RecordDeps } from './recorded-responses.js';

/** Last line of an export: how many lines went before it, and the SHA-256 of their bytes. */
export interface ExportEnd {
  end: { rows: number; sha256: string };
}

/**
 * The records of a snapshot as lines of NDJSON, ends included, and one line that counts them. What was decided since is
 * not asked: a response is in it exactly when its hash is the tree's next leaf.
 * @throws Error at the end when records of the snapshot are no longer there; the last line is missing then.
 */
export async function* exportRecords(
  deps: RecordDeps & { snapshots: Pick<SnapshotStore, 'leaves'> },
  { id, content, chunks }: KeptSnapshot,
): AsyncGenerator<string> {
  const leaves = leavesInOrder(deps.snapshots, id, chunks.length);
  let next = await leaves.next();
  const hash = createHash('sha256');
  let rows = 0;
  const records = recordedResponses(deps, {
    from: new Date(content.period.from),
    to: new Date(content.period.to),
    unitCodes: content.unitCodes,
    source: content.source,
    forms: content.questionnaires.map(versionName),
  });
  for await (const { record } of records) {
    if (next.done) break;
    const line = recordLine(record);
    if (Buffer.compare(leafHash(line), next.value) !== 0) continue;
    rows += 1;
    hash.update(`${line}\n`);
    yield `${line}\n`;
    next = await leaves.next();
  }
  if (!next.done) throw new Error(`only ${rows} of ${content.responses} responses of ${id} are there`);
  yield `${JSON.stringify({ end: { rows, sha256: hash.digest('hex') } } satisfies ExportEnd)}\n`;
}

async function* leavesInOrder(
  store: Pick<SnapshotStore, 'leaves'>,
  id: string,
  chunks: number,
): AsyncGenerator<Uint8Array, undefined> {
  for (let number = 0; number < chunks; number += 1) {
    const chunk = await store.leaves(id, number);
    if (chunk === null) throw new Error(`leaves ${id}/${number} are missing`);
    yield* leavesOf(chunk);
  }
  return undefined;
}
