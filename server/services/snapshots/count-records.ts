import type { AnswerBlock } from '../../domain/answer-block.js';
import type { AnswerCell } from '../../domain/answer-cell.js';
import { blockBuilder } from '../../domain/block-builder.js';
import { treeBuilder, type ChunkedTree } from '../../domain/leaf-chunks.js';
import { leafHash } from '../../domain/merkle-tree.js';
import { unpackBlock, type PackedBlock } from '../../domain/pack-block.js';
import { versionName } from '../../domain/questionnaire.js';
import { recordLine, type ResponseRecord } from '../../domain/response-record.js';
import { countedItems } from '../../satisfaction/composites.js';
import type { IndexStructure } from '../../satisfaction/estimate.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import { personRule } from '../../satisfaction/person-rule.js';
import { replicateGroup } from '../../satisfaction/replicate-group.js';
import type { Tally } from '../../satisfaction/tally.js';
import { startTally } from '../../satisfaction/tally-builder.js';

/** What a list of records adds up to. */
export interface RecordSum {
  tally: Tally;
  tree: ChunkedTree;
  /** Records of each questionnaire version, by `id@version`. */
  byForm: ReadonlyMap<string, number>;
}

export interface RecordCounter {
  /** Counts the next record; returns the chunk of leaf hashes that it filled, if it did. */
  add(record: ResponseRecord): Uint8Array | null;
  /** The sum, and the chunk of leaves since the last full one. */
  finish(): { sum: RecordSum; last: Uint8Array | null };
}

/** Columns are cut by place and time elsewhere; here they only pass from records to counts. */
const passing: AnswerCell = { unitCode: '', month: '', questionnaire: { id: '', version: 0 } };

/**
 * Counts records and hashes them in one pass, through the same columns and counts that every number comes from.
 * Memory is that of one block of columns and one chunk of leaves.
 */
export function recordCounter(structure: IndexStructure, method: SurveyMethod): RecordCounter {
  const plan = { levels: countedItems(structure), choices: [], multiples: [], texts: [] };
  const columns = blockBuilder(passing, plan);
  const tallies = startTally(structure, 1, personRule(method));
  const leaves = treeBuilder();
  const byForm = new Map<string, number>();

  function count(packed: PackedBlock | null): void {
    if (packed === null) return;
    const { rows, levels, group }: AnswerBlock = unpackBlock(packed);
    tallies.add({ rows, levels, group, weight: null }, null, null);
  }

  return {
    add(record) {
      count(columns.add(record, { group: replicateGroup(record.id), state: 'counted', reason: null }));
      const form = versionName(record.questionnaire);
      byForm.set(form, (byForm.get(form) ?? 0) + 1);
      return leaves.add(leafHash(recordLine(record)));
    },
    finish() {
      count(columns.finish());
      const { tree, last } = leaves.finish();
      return { sum: { tally: tallies.tallies()[0]!, tree, byForm }, last };
    },
  };
}
