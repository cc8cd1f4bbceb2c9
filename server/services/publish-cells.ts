import { BLOCK_EDITION } from '../domain/answer-block.js';
import { cellKey, type AnswerCell } from '../domain/answer-cell.js';
import type { AnswerBlockStore, CellHead } from '../store/answer-blocks.js';

/** A cell whose blocks are kept and wait for their head. */
export interface BuiltCell {
  cell: AnswerCell;
  /** Ids in the order of their numbers. */
  blocks: string[];
  rows: number;
  decisions: number;
}

/** How many heads are on their way at a time. */
const AT_ONCE = 64;

/**
 * Makes these cells the ones that readers see, one write each, and returns how many were published: a head from a later
 * reading is left alone. Blocks that a replaced head named and its successor does not are cleared away; a reader that
 * still holds their ids looks again.
 */
export async function publishCells(store: AnswerBlockStore, cells: BuiltCell[], asOf: Date): Promise<number> {
  let published = 0;
  for (let at = 0; at < cells.length; at += AT_ONCE) {
    const done = await Promise.all(
      cells.slice(at, at + AT_ONCE).map(async (built) => {
        const replaced = await store.publish(headOf(built, asOf));
        const left = replaced === null || replaced === false ? [] : replaced.blocks;
        return { isPublished: replaced !== false, unnamed: left.filter((id) => !built.blocks.includes(id)) };
      }),
    );
    published += done.filter(({ isPublished }) => isPublished).length;
    await store.discard(done.flatMap(({ unnamed }) => unnamed));
  }
  return published;
}

function headOf({ cell, blocks, rows, decisions }: BuiltCell, asOf: Date): CellHead {
  const { unitCode, month, questionnaire } = cell;
  return {
    key: cellKey(cell),
    unitCode,
    month,
    questionnaire: { id: questionnaire.id, version: questionnaire.version },
    blocks,
    rows,
    decisions,
    edition: BLOCK_EDITION,
    asOf,
  };
}
