import { createHash } from 'node:crypto';
import { BLOCK_EDITION } from '../domain/answer-block.js';
import { cellKey, type AnswerCell } from '../domain/answer-cell.js';
import { joinBlocks, type AnswerTable } from '../domain/answer-table.js';
import { codebook, type Codebook } from '../domain/codebook.js';
import { versionName, type Questionnaire } from '../domain/questionnaire.js';
import { Problem } from '../problem.js';
import type { LookStore } from '../store/looks.js';
import { blockCache } from './block-cache.js';
import { buildCells, type BuildDeps } from './build-cells.js';
import { oneAtATime } from './one-at-a-time.js';
import { staleAmong, staleInMonth, touchedSince, type StaleDeps } from './stale-cells.js';

/** Which answers: of these units and months. */
export interface Selection {
  months: string[];
  unitCodes: string[];
}

/** The answers of a selection as they were at one moment. */
export interface AnswersAt {
  /** Same version, same answers: SHA-256 over the ids of the blocks, which name their content. */
  version: string;
  /** The answers to these forms as one table. @throws Problem unavailable when blocks change again and again. */
  to(questionnaires: readonly Questionnaire[]): Promise<{ table: AnswerTable; book: Codebook }>;
}

export interface AnswerBlocks {
  /** Builds what is stale among the cells in which something arrived since the last look. Returns how many. */
  refresh(): Promise<number>;
  /** Compares every cell of these months with the responses themselves and builds what differs. Returns how many. */
  recount(months: string[]): Promise<number>;
  /** Builds every block anew and clears away blocks that no head names. Returns how many cells. */
  rebuild(progress?: (done: number, all: number) => void): Promise<number>;
  /** The months in which anything was ever received, oldest first. */
  months(): Promise<string[]>;
  select(selection: Selection): Promise<AnswersAt>;
}

export interface AnswerBlocksDeps extends BuildDeps, StaleDeps {
  responses: BuildDeps['responses'] & StaleDeps['responses'];
  decisions: BuildDeps['decisions'] & StaleDeps['decisions'];
  blocks: BuildDeps['blocks'];
  looks: LookStore;
}

const LOOK = 'answer-blocks';
/** A look begins this long before the last one: other processes' clocks differ, and a write takes its time. */
const OVERLAP_MS = 60_000;
/** With more cells touched than this, whole months are compared instead of cell after cell. */
const CELLS_ONE_BY_ONE = 100;
/** Blocks without a head that are younger may belong to a build that is still going on. */
const SWEEP_AFTER_MS = 3_600_000;
/** More units than this are selected by month alone: most of the month is wanted anyway. */
const UNITS_NAMED = 50;
const ATTEMPTS = 5;

export function answerBlocksService(deps: AnswerBlocksDeps): AnswerBlocks {
  const cache = blockCache(deps.blocks);
  let isEditionChecked = false;

  async function recount(months: string[]): Promise<number> {
    let built = 0;
    for (const month of months) built += await buildCells(deps, await staleInMonth(deps, month));
    return built;
  }

  const refresh = oneAtATime(async () => {
    let built = 0;
    if (!isEditionChecked) {
      built += await buildCells(deps, await deps.blocks.heads({ editionNot: BLOCK_EDITION }));
      isEditionChecked = true;
    }
    const lookedAt = deps.now();
    const last = await deps.looks.last(LOOK);
    const since = last && new Date(last.getTime() - OVERLAP_MS);
    const touched = await touchedSince(deps, since);
    if (touched.length > CELLS_ONE_BY_ONE) built += await recount(monthsAmong(touched));
    else built += await buildCells(deps, await staleAmong(deps, touched));
    await deps.looks.note(LOOK, lookedAt);
    return built;
  });

  async function sweep(): Promise<void> {
    const named = new Set((await deps.blocks.heads({})).flatMap(({ blocks }) => blocks));
    const left: string[] = [];
    for await (const id of deps.blocks.idsWrittenBefore(new Date(deps.now().getTime() - SWEEP_AFTER_MS)))
      if (!named.has(id)) left.push(id);
    await deps.blocks.discard(left);
  }

  return {
    refresh,
    recount,
    async rebuild(progress) {
      const all = [...(await touchedSince(deps, null)), ...(await deps.blocks.heads({}))];
      const months = monthsAmong(all);
      let built = 0;
      for (const [done, month] of months.entries()) {
        progress?.(done, months.length);
        built += await buildCells(deps, distinct(all.filter((cell) => cell.month === month)));
      }
      progress?.(months.length, months.length);
      await sweep();
      return built;
    },
    async months() {
      return monthsAmong(await deps.blocks.heads({}));
    },
    async select({ months, unitCodes }) {
      const units = new Set(unitCodes);
      const wanted = { months, ...(unitCodes.length <= UNITS_NAMED && { unitCodes }) };
      const read = async () =>
        (await deps.blocks.heads(wanted))
          .filter(({ unitCode }) => units.has(unitCode))
          .sort((a, b) => (a.key < b.key ? -1 : 1));
      const heads = await read();
      return {
        version: createHash('sha256')
          .update(heads.flatMap(({ blocks }) => blocks).join('\n'))
          .digest('hex'),
        async to(questionnaires) {
          const forms = new Set(questionnaires.map(versionName));
          const book = codebook(questionnaires);
          for (let attempt = 0, current = heads; attempt < ATTEMPTS; attempt += 1, current = await read()) {
            const asked = current.filter(({ questionnaire }) => forms.has(versionName(questionnaire)));
            const blocks = await cache.read(asked.flatMap((head) => head.blocks));
            if (blocks) return { table: joinBlocks(blocks, book), book };
          }
          throw new Problem('unavailable');
        },
      };
    },
  };
}

function distinct(cells: AnswerCell[]): AnswerCell[] {
  return [...new Map(cells.map((cell) => [cellKey(cell), cell])).values()];
}

function monthsAmong(cells: readonly { month: string }[]): string[] {
  return [...new Set(cells.map(({ month }) => month))].sort();
}
