import { leafHash } from '../domain/merkle-tree.js';
import { monthsOf, parsePeriod } from '../domain/period.js';
import { versionName } from '../domain/questionnaire.js';
import { normalizeReceiptCode } from '../domain/receipt-code.js';
import { recordLine, responseRecord } from '../domain/response-record.js';
import { digestOf, snapshotId, type InclusionProof, type Snapshot } from '../domain/snapshot.js';
import { Problem } from '../problem.js';
import type { ResponseStore } from '../store/responses.js';
import type { KeptSnapshot, SnapshotStore } from '../store/snapshots.js';
import type { AnswerBlocks } from './answer-blocks.js';
import type { Numbers } from './numbers/numbers.js';
import { exportRecords } from './snapshots/export-records.js';
import { freezeContent, type FreezeDeps } from './snapshots/freeze-content.js';
import { proveInclusion } from './snapshots/prove-inclusion.js';

/** What a receipt proves: in which published numbers the answer is, and in which it could be but is not. */
export interface ReceiptProofs {
  /** The snapshots with the proofs, newest first. */
  included: { snapshot: Snapshot; proof: InclusionProof }[];
  /** Snapshots of the same time and place without this answer: it was left out, or had been withdrawn. */
  absent: Snapshot[];
}

export interface Snapshots {
  /**
   * Freezes the index of a unit in a period: recounts its blocks, computes it from the responses themselves, and keeps
   * it with the tree over them. Freezing the same data again finds the same snapshot.
   * @throws Problem period-invalid, unit-not-found, method-not-found, nothing-to-freeze, method-not-freezable, unavailable (responses kept
   * arriving).
   */
  freeze(period: string, unit: string, by: string, method?: string): Promise<Snapshot>;
  /** Lets anybody see it, for good. @throws Problem not-found. */
  publish(id: string, by: string): Promise<void>;
  /** Newest first. */
  list(publishedOnly: boolean): Promise<Snapshot[]>;
  /** @throws Problem not-found. */
  find(id: string, publishedOnly: boolean): Promise<Snapshot>;
  /**
   * Among the published snapshots, or in the one with this id, published or not.
   * @throws Problem not-found: no answer has this code, or there is no such snapshot.
   */
  proofsFor(receiptCode: string, id?: string): Promise<ReceiptProofs>;
  /** The records of its responses as NDJSON, ended by a line that counts them. @throws Problem not-found. */
  exportLines(id: string): Promise<AsyncIterable<string>>;
}

export interface SnapshotsDeps extends FreezeDeps {
  responses: Pick<ResponseStore, 'stream' | 'findByReceipt'>;
  numbers: Numbers;
  blocks: Pick<AnswerBlocks, 'recount'>;
  snapshots: SnapshotStore;
  now: () => Date;
}

/** Responses may arrive between the count and the reading; then both are done again, this often at most. */
const ATTEMPTS = 5;

export function snapshotsService(deps: SnapshotsDeps): Snapshots {
  const { snapshots, now } = deps;

  async function kept(id: string): Promise<KeptSnapshot> {
    const found = await snapshots.find(id);
    if (!found) throw new Problem('not-found');
    return found;
  }

  return {
    async freeze(periodId, unit, by, method) {
      const months = monthsOf(parsePeriod(periodId));
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        await deps.blocks.recount(months);
        const frozen = await freezeContent(deps, (await deps.numbers.at(periodId, unit, method)).base);
        if (frozen === null) continue;
        const { content, chunks, chunkRoots } = frozen;
        if (content.responses === 0) throw new Problem('nothing-to-freeze');
        const sha256 = digestOf(content);
        const id = snapshotId(content, sha256);
        for (const [number, { bytes }] of chunks.entries()) await snapshots.keepLeaves(id, number, bytes);
        await snapshots.insert({
          id,
          sha256,
          content,
          frozenAt: now(),
          frozenBy: by,
          publishedAt: null,
          publishedBy: null,
          chunks: chunks.map(({ from, to }, at) => ({
            root: Buffer.from(chunkRoots[at]!).toString('hex'),
            from,
            to,
          })),
        });
        return withoutChunks(await kept(id));
      }
      throw new Problem('unavailable', 'Responses kept arriving while the index was being frozen');
    },
    async publish(id, by) {
      if (!(await snapshots.publish(id, now(), by))) throw new Problem('not-found');
    },
    list: async (publishedOnly) => (await snapshots.list({ publishedOnly })).map(withoutChunks),
    async find(id, publishedOnly) {
      const found = await kept(id);
      if (publishedOnly && found.publishedAt === null) throw new Problem('not-found');
      return withoutChunks(found);
    },
    async proofsFor(code, id) {
      const normal = normalizeReceiptCode(code);
      const response = normal === null ? null : await deps.responses.findByReceipt(normal);
      if (!response) throw new Problem('not-found');
      const form = versionName(response.questionnaire);
      const questionnaire = deps.catalogue.questionnaires.get(form);
      if (!questionnaire) throw new Error(`${form} is not under surveys/questionnaires/`);
      const leaf = leafHash(recordLine(responseRecord(questionnaire, response)));
      const found: ReceiptProofs = { included: [], absent: [] };
      const candidates =
        id === undefined
          ? await snapshots.list({ publishedOnly: true, holding: response.receivedAt })
          : [await kept(id)];
      for (const each of candidates) {
        if (id === undefined && !each.content.unitCodes.includes(response.unitCode)) continue;
        const proof = await proveInclusion(snapshots, each, leaf, response.receivedAt);
        if (proof) found.included.push({ snapshot: withoutChunks(each), proof });
        else found.absent.push(withoutChunks(each));
      }
      return found;
    },
    async exportLines(id) {
      return exportRecords(deps, await kept(id));
    },
  };
}

function withoutChunks({ chunks: _, ...snapshot }: KeptSnapshot): Snapshot {
  return snapshot;
}
