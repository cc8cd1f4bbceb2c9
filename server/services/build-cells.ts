import { cellKey, type AnswerCell } from '../domain/answer-cell.js';
import { blockBuilder, type BlockBuilder, type RowFacts } from '../domain/block-builder.js';
import { columnPlan, type ColumnPlan } from '../domain/column-plan.js';
import type { Catalogue } from '../domain/catalogue.js';
import type { Decision } from '../domain/decision.js';
import type { PackedBlock } from '../domain/pack-block.js';
import { parsePeriod } from '../domain/period.js';
import { versionName, type Questionnaire } from '../domain/questionnaire.js';
import type { StoredResponse } from '../domain/response.js';
import { replicateGroup } from '../satisfaction/replicate-group.js';
import type { AnswerBlockStore } from '../store/answer-blocks.js';
import type { DecisionStore } from '../store/decisions.js';
import type { ResponseStore } from '../store/responses.js';
import { inOrder } from './in-order.js';
import { stateOf } from './state-of.js';
import { publishCells, type BuiltCell } from './publish-cells.js';

export interface BuildDeps {
  catalogue: Pick<Catalogue, 'questionnaires'>;
  responses: Pick<ResponseStore, 'stream'>;
  decisions: Pick<DecisionStore, 'stream'>;
  blocks: AnswerBlockStore;
  now: () => Date;
}

interface CellWork extends BuiltCell {
  questionnaire: Questionnaire;
  builder: BlockBuilder;
}

/** More units than this in one month are read without naming them: most of the month is wanted anyway. */
const UNITS_NAMED = 50;
/** Blocks are written in batches of this many, so that memory holds few of them. */
const BATCH = 64;

/**
 * Builds the blocks of these cells anew, a month at a time with one cursor each, and publishes each cell's head when all
 * of its blocks are kept; meanwhile the next month is read. A crash in between leaves the cell as it was. Returns how many
 * heads were published.
 * @throws Error when responses name a questionnaire that is not in the catalogue.
 */
export async function buildCells(deps: BuildDeps, cells: Iterable<AnswerCell>): Promise<number> {
  const byMonth = new Map<string, MonthWork>();
  for (const cell of cells) {
    const wanted = byMonth.get(cell.month);
    if (wanted) wanted.cells.push(cell);
    else byMonth.set(cell.month, { cells: [cell], andOthers: false });
  }
  return buildMonths(deps, byMonth);
}

/** What is built of a month: these cells, and perhaps every other one that a response is found in. */
export interface MonthWork {
  cells: AnswerCell[];
  andOthers: boolean;
}

/** The same for whole months. `progress`: months read, out of all. */
export async function buildMonths(
  deps: BuildDeps,
  byMonth: ReadonlyMap<string, MonthWork>,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<number> {
  const plans = new Map<string, ColumnPlan>();
  let [done, built] = [0, 0];
  let publishing = Promise.resolve(0);
  try {
    for (const month of [...byMonth.keys()].sort()) {
      progress(done, byMonth.size);
      const { asOf, kept } = await keepMonth(deps, month, byMonth.get(month)!, plans);
      built += await publishing;
      publishing = publishCells(deps.blocks, kept, asOf);
      // Its failure is thrown where it is awaited; until then it is not to end the process.
      publishing.catch(() => undefined);
      done += 1;
    }
    built += await publishing;
    progress(done, byMonth.size);
    return built;
  } finally {
    // Also when the next month fails, nothing is left on its way.
    await publishing.catch(() => undefined);
  }
}

/** Builds and keeps the blocks of the cells of a month; their heads are still to be published. */
async function keepMonth(
  deps: BuildDeps,
  month: string,
  { cells, andOthers }: MonthWork,
  plans: Map<string, ColumnPlan>,
): Promise<{ asOf: Date; kept: BuiltCell[] }> {
  const asOf = deps.now();
  const { from, to } = parsePeriod(month);
  const units = [...new Set(cells.map(({ unitCode }) => unitCode))];
  const [only] = cells;
  const where = !andOthers && {
    ...(units.length <= UNITS_NAMED && { unitCodes: units }),
    ...(cells.length === 1 && only && { questionnaire: only.questionnaire }),
  };
  const work = new Map(cells.map((cell) => [cellKey(cell), startCell(deps.catalogue, cell, plans)]));
  const workOf = (place: Omit<AnswerCell, 'month'>): CellWork | undefined => {
    const key = cellKey({ ...place, month });
    const known = work.get(key);
    if (known || !andOthers) return known;
    const { unitCode, questionnaire } = place;
    const started = startCell(deps.catalogue, { unitCode, month, questionnaire }, plans);
    work.set(key, started);
    return started;
  };
  const decided = new Map<string, Decision[]>();
  for await (const decision of deps.decisions.stream({ ...where, responseFrom: from, responseTo: to })) {
    const cell = workOf(decision.response);
    if (!cell) continue;
    cell.decisions += 1;
    decided.set(decision.responseId, [...(decided.get(decision.responseId) ?? []), decision]);
  }
  const pending: PackedBlock[] = [];
  const take = async (cell: CellWork, packed: PackedBlock | null): Promise<void> => {
    if (packed === null) return;
    cell.blocks.push(packed.id);
    pending.push(packed);
    if (pending.length >= BATCH) await deps.blocks.keep(pending.splice(0));
  };
  const stream = deps.responses.stream({ ...where, receivedFrom: from, receivedTo: to });
  for await (const response of inOrder(stream)) {
    const cell = workOf(response);
    if (!cell) continue;
    cell.rows += 1;
    const decisions = decided.get(response.id) ?? [];
    await take(cell, cell.builder.add(response, rowFacts(cell.questionnaire, response, decisions)));
  }
  for (const cell of work.values()) await take(cell, cell.builder.finish());
  await deps.blocks.keep(pending.splice(0));
  return { asOf, kept: [...work.values()] };
}

function startCell(
  catalogue: BuildDeps['catalogue'],
  cell: AnswerCell,
  plans: Map<string, ColumnPlan>,
): CellWork {
  const name = versionName(cell.questionnaire);
  const questionnaire = catalogue.questionnaires.get(name);
  if (!questionnaire)
    throw new Error(`There are responses to ${name}, which is not under surveys/questionnaires/`);
  const plan = plans.get(name) ?? columnPlan(questionnaire);
  plans.set(name, plan);
  return { cell, questionnaire, builder: blockBuilder(cell, plan), blocks: [], rows: 0, decisions: 0 };
}

function rowFacts(questionnaire: Questionnaire, response: StoredResponse, decisions: Decision[]): RowFacts {
  return { group: replicateGroup(response.id), ...stateOf(questionnaire, response, decisions) };
}
