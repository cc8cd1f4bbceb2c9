import type { AnswerBlock } from '../../domain/answer-block.js';
import type { AnswerCell } from '../../domain/answer-cell.js';
import { blockBuilder } from '../../domain/block-builder.js';
import { treeBuilder, type ChunkedTree } from '../../domain/leaf-chunks.js';
import { recordCategory } from '../../domain/margin-sources.js';
import { leafHash } from '../../domain/merkle-tree.js';
import { unpackBlock, type PackedBlock } from '../../domain/pack-block.js';
import type { CategoryCell } from '../../domain/raked-cells.js';
import { categoryReaders, type Population } from '../../domain/population.js';
import { versionName } from '../../domain/questionnaire.js';
import { recordLine, type ResponseRecord } from '../../domain/response-record.js';
import { countedItems } from '../../satisfaction/composites.js';
import type { IndexStructure } from '../../satisfaction/estimate.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import { personRule } from '../../satisfaction/person-rule.js';
import { replicateGroup } from '../../satisfaction/replicate-group.js';
import { growingTally } from '../../satisfaction/growing-tally.js';
import { addTallies, type Tally } from '../../satisfaction/tally.js';

/** What a list of records adds up to. */
export interface RecordSum {
  tally: Tally;
  tree: ChunkedTree;
  /** Records of each questionnaire version, by `id@version`. */
  byForm: ReadonlyMap<string, number>;
  /** The tally by categories of the margins that were asked for; one cell where none was. */
  cells: CategoryCell[];
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
 * Memory is that of one block of columns, one chunk of leaves, and the counts of each combination of categories.
 * @param population by whose margins the records are counted apart; null: all together.
 */
export function recordCounter(
  structure: IndexStructure,
  method: SurveyMethod,
  population: Population | null = null,
): RecordCounter {
  const plan = { levels: countedItems(structure), choices: [], multiples: [], texts: [] };
  const columns = blockBuilder(passing, plan);
  const tallies = growingTally(structure, personRule(method));
  const leaves = treeBuilder();
  const byForm = new Map<string, number>();
  const cells = new Map<string, { categories: (string | null)[]; at: number }>();
  const margins = population?.margins.map(({ name }) => name) ?? [];
  const readers = population === null ? [] : categoryReaders(population);
  /** The cell of each record that is not counted yet. */
  let waiting: number[] = [];

  function cellOf(record: ResponseRecord): number {
    const categories = margins.map((margin, at) => readers[at]!(recordCategory(record, margin)));
    const name = JSON.stringify(categories);
    const known = cells.get(name) ?? { categories, at: cells.size };
    cells.set(name, known);
    return known.at;
  }
  function count(packed: PackedBlock | null): void {
    if (packed === null) return;
    const { rows, levels, group }: AnswerBlock = unpackBlock(packed);
    tallies.add({ rows, levels, group, weight: null }, null, Uint16Array.from(waiting), cells.size);
    waiting = [];
  }

  return {
    add(record) {
      waiting.push(cellOf(record));
      count(columns.add(record, { group: replicateGroup(record.id), state: 'counted', reason: null }));
      const form = versionName(record.questionnaire);
      byForm.set(form, (byForm.get(form) ?? 0) + 1);
      return leaves.add(leafHash(recordLine(record)));
    },
    finish() {
      count(columns.finish());
      const { tree, last } = leaves.finish();
      const counted = tallies.tallies();
      const sums = [...cells.values()].map(({ categories, at }) => ({ categories, tally: counted[at]! }));
      const tally = addTallies(counted);
      return { sum: { tally, tree, byForm, cells: sums }, last };
    },
  };
}
