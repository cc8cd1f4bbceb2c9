import { BLOCK_EDITION } from '../domain/answer-block.js';
import { dayOf, monthOf, parsePeriod, previousPeriod } from '../domain/period.js';
import type { LookStore } from '../store/looks.js';
import { blockCache } from './block-cache.js';
import { buildCells, buildMonths, type BuildDeps, type MonthWork } from './build-cells.js';
import { oneAtATime } from './one-at-a-time.js';
import { selectAnswers, type AnswersAt, type Selection } from './select-answers.js';
import { staleAmong, staleInMonth, touchedSince, type StaleDeps } from './stale-cells.js';

export interface AnswerBlocks {
  /** Builds what is stale among the cells in which something arrived since the last look. Returns how many. */
  refresh(): Promise<number>;
  /** Compares every cell of these months with the responses themselves and builds what differs. Returns how many. */
  recount(months: string[]): Promise<number>;
  /** Builds every block anew and clears away blocks that no head names. Returns how many cells. */
  rebuild(progress?: (done: number, all: number) => void): Promise<number>;
  /** Recounts every month, at most once a night (Vietnam's). Returns how many cells were built; null: done already. */
  recountNightly(): Promise<number | null>;
  select(selection: Selection): Promise<AnswersAt>;
}

export interface AnswerBlocksDeps extends BuildDeps, StaleDeps {
  responses: BuildDeps['responses'] & StaleDeps['responses'];
  decisions: BuildDeps['decisions'] & StaleDeps['decisions'];
  blocks: BuildDeps['blocks'];
  looks: LookStore;
}

const LOOK = 'answer-blocks';
const RECOUNT = 'answer-blocks-recount';
/** A look begins this long before the last one: other processes' clocks differ, and a write takes its time. */
const OVERLAP_MS = 60_000;
/** With more cells touched than this, whole months are compared instead of cell after cell. */
const CELLS_ONE_BY_ONE = 100;
/** Blocks without a head that are younger may belong to a build that is still going on. */
const SWEEP_AFTER_MS = 3_600_000;

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
      const startedAt = deps.now();
      const heads = await deps.blocks.heads({});
      const months = new Map<string, MonthWork>();
      for (const month of [...monthsUntil(await firstMonth(deps), startedAt), ...monthsAmong(heads)])
        months.set(month, { cells: heads.filter((head) => head.month === month), andOthers: true });
      const built = await buildMonths(deps, months, progress);
      await sweep();
      await deps.looks.note(LOOK, startedAt);
      return built;
    },
    async recountNightly() {
      const now = deps.now();
      const last = await deps.looks.last(RECOUNT);
      if (last && dayOf(last) === dayOf(now)) return null;
      const built = await recount(monthsUntil(monthsAmong(await deps.blocks.heads({}))[0], now));
      await deps.looks.note(RECOUNT, now);
      return built;
    },
    select: (selection) => selectAnswers(deps.blocks, cache, selection),
  };
}

/** The month of the oldest response; absent: there is none. */
async function firstMonth({ responses }: AnswerBlocksDeps): Promise<string | undefined> {
  for await (const { receivedAt } of responses.stream({})) return monthOf(receivedAt);
  return undefined;
}

/** From the first month (absent: the running one) to the running one, without a gap. */
function monthsUntil(first: string | undefined, now: Date): string[] {
  const months = [monthOf(now)];
  while (first !== undefined && months[0]! > first)
    months.unshift(previousPeriod(parsePeriod(months[0]!)).id);
  return months;
}

function monthsAmong(cells: readonly { month: string }[]): string[] {
  return [...new Set(cells.map(({ month }) => month))].sort();
}
