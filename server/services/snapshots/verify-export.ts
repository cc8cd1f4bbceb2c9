import { createHash } from 'node:crypto';
import { versionName } from '../../domain/questionnaire.js';
import type { ResponseRecord } from '../../domain/response-record.js';
import {
  digestOf,
  snapshotId,
  type Snapshot,
  type SnapshotContent,
  type SnapshotWeights,
} from '../../domain/snapshot.js';
import { computeIndex } from '../../satisfaction/compute-index.js';
import { recordCheck } from './check-record.js';
import { recordCounter, type RecordSum } from './count-records.js';
import { differences, type Difference } from './differences.js';
import type { ExportEnd } from './export-records.js';
import { snapshotIndex } from './snapshot-index.js';
import { snapshotWeights } from './snapshot-weights.js';

/** What came out of computing a snapshot again. It holds when both lists are empty. */
export interface Verification {
  /** Responses counted. */
  responses: number;
  root: string;
  /** What is wrong with the files themselves; at most `FAULTS_NAMED`. */
  faults: string[];
  /** Numbers that differ from the published ones. */
  differences: Difference[];
}

/** A file that is wrong everywhere need not be told line by line. */
export const FAULTS_NAMED = 20;

/**
 * Computes everything in a snapshot again from its export alone: counts, indices, intervals and the root of the tree,
 * by the functions that made them. What was left out is not in the export and is not checked.
 * @param lines of the export without their ends.
 */
export async function verifyExport(
  snapshot: Pick<Snapshot, 'id' | 'sha256' | 'content'>,
  lines: AsyncIterable<string>,
): Promise<Verification> {
  const { content } = snapshot;
  const faults: string[] = [];
  const fault = (text: string): void => {
    if (faults.length < FAULTS_NAMED) faults.push(text);
  };
  if (digestOf(content) !== snapshot.sha256) fault('the snapshot is not what its SHA-256 says');
  if (snapshotId(content, snapshot.sha256) !== snapshot.id) fault('the snapshot has the name of another');

  const counter = recordCounter(content.structure, content.method, content.weights?.population ?? null);
  const check = recordCheck(content);
  const hash = createHash('sha256');
  let number = 0;
  let end: ExportEnd['end'] | null = null;
  for await (const line of lines) {
    number += 1;
    const value = parsed(line);
    if (value === null || end !== null)
      fault(`line ${number}: ${end ? 'stands after the end' : 'is no record'}`);
    else if ('end' in value) end = value.end;
    else {
      hash.update(`${line}\n`);
      const wrong = check(value);
      if (wrong !== null) fault(`line ${number}: ${wrong}`);
      counter.add(value);
    }
  }
  const { sum } = counter.finish();
  const sha256 = hash.digest('hex');
  if (end === null) fault('the export is cut off: its last line is missing');
  else {
    if (end.rows !== sum.tree.size) fault(`the export says ${end.rows} rows and holds ${sum.tree.size}`);
    if (end.sha256 !== sha256) fault('the export is not what the SHA-256 in its last line says');
  }
  const again = recomputed(content, sum);
  return {
    responses: sum.tree.size,
    root: again.tree.root,
    faults,
    differences: differences(content, again),
  };
}

/** The content of a snapshot with everything that the records say put in anew. */
function recomputed(content: SnapshotContent, sum: RecordSum): SnapshotContent {
  const { structure, method, frameSize, isHidden, weights } = content;
  return {
    ...content,
    questionnaires: content.questionnaires.map((form) => ({
      ...form,
      responses: sum.byForm.get(versionName(form)) ?? 0,
    })),
    responses: sum.tree.size,
    index: snapshotIndex(computeIndex(sum.tally, structure, method, frameSize), method, isHidden),
    weights: weights && weightsAgain(weights, sum, content),
    tree: { ...content.tree, root: Buffer.from(sum.tree.root).toString('hex') },
  };
}

function weightsAgain(
  { population, isHidden }: SnapshotWeights,
  { cells }: RecordSum,
  { structure, method }: SnapshotContent,
): SnapshotWeights | null {
  return snapshotWeights(population, cells, { structure, method, isHidden });
}

function parsed(line: string): ResponseRecord | ExportEnd | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    if ('end' in value) return value as ExportEnd;
    const { id, questionnaire, answers } = value as Partial<ResponseRecord>;
    return typeof id === 'string' && questionnaire && answers ? (value as ResponseRecord) : null;
  } catch {
    return null;
  }
}
