import { cellKey, type AnswerCell } from '../domain/answer-cell.js';
import { monthOf, parsePeriod } from '../domain/period.js';
import type { AnswerBlockStore, CellHead } from '../store/answer-blocks.js';
import type { DecisionStore } from '../store/decisions.js';
import type { ResponsePlaces } from '../store/response-places.js';
import type { ResponseStore } from '../store/responses.js';

export interface StaleDeps {
  places: ResponsePlaces;
  responses: Pick<ResponseStore, 'count'>;
  decisions: Pick<DecisionStore, 'count' | 'stream'>;
  blocks: Pick<AnswerBlockStore, 'heads'>;
}

/*
 * Responses and decisions are only ever added. So a head is fresh exactly when it was made from as many responses and
 * decisions as there are, and the heads of a month are all fresh exactly when their sums are: no head can be ahead.
 */

/** The cells in which a response or a decision arrived since then (null: ever), fresh or not. */
export async function touchedSince(deps: StaleDeps, since: Date | null): Promise<AnswerCell[]> {
  const touched = new Map<string, AnswerCell>();
  const note = (place: Omit<AnswerCell, 'month'> & { receivedAt: Date }): void => {
    const cell = cellOf(place);
    touched.set(cellKey(cell), cell);
  };
  for await (const place of deps.places.stream(since, null)) note(place);
  const received = since === null ? {} : { receivedFrom: since };
  for await (const decision of deps.decisions.stream(received)) note(decision.response);
  return [...touched.values()];
}

/** Those of the given cells whose head is missing or was made from fewer responses or decisions than there are. */
export async function staleAmong(deps: StaleDeps, cells: AnswerCell[]): Promise<AnswerCell[]> {
  if (cells.length === 0) return [];
  const months = [...new Set(cells.map(({ month }) => month))];
  const unitCodes = [...new Set(cells.map(({ unitCode }) => unitCode))];
  const heads = byKey(await deps.blocks.heads({ months, unitCodes }));
  const isFresh = await Promise.all(
    cells.map(async (cell) => {
      const head = heads.get(cellKey(cell));
      if (!head) return false;
      const { from, to } = parsePeriod(cell.month);
      const where = { unitCodes: [cell.unitCode], questionnaire: cell.questionnaire };
      const [responses, decisions] = await Promise.all([
        deps.responses.count({ ...where, receivedFrom: from, receivedTo: to }),
        deps.decisions.count({ ...where, responseFrom: from, responseTo: to }),
      ]);
      return responses === head.rows && decisions === head.decisions;
    }),
  );
  return cells.filter((_, at) => !isFresh[at]);
}

/** All stale cells of a month: two counts when there are none, otherwise a count of every cell. */
export async function staleInMonth(deps: StaleDeps, month: string): Promise<AnswerCell[]> {
  const { from, to } = parsePeriod(month);
  const heads = await deps.blocks.heads({ months: [month] });
  const [responses, decisions] = await Promise.all([
    deps.responses.count({ receivedFrom: from, receivedTo: to }),
    deps.decisions.count({ responseFrom: from, responseTo: to }),
  ]);
  const sum = (count: (head: CellHead) => number): number =>
    heads.reduce((all, head) => all + count(head), 0);
  if (sum(({ rows }) => rows) === responses && sum((head) => head.decisions) === decisions) return [];

  const counted = new Map<string, { cell: AnswerCell; rows: number; decisions: number }>();
  const entry = (cell: AnswerCell) => {
    const known = counted.get(cellKey(cell)) ?? { cell, rows: 0, decisions: 0 };
    counted.set(cellKey(cell), known);
    return known;
  };
  for (const head of heads) entry(head);
  for await (const place of deps.places.stream(from, to)) entry(cellOf(place)).rows += 1;
  for await (const { response } of deps.decisions.stream({ responseFrom: from, responseTo: to }))
    entry(cellOf(response)).decisions += 1;
  const known = byKey(heads);
  return [...counted.values()]
    .filter(({ cell, rows, decisions }) => {
      const head = known.get(cellKey(cell));
      return !head || head.rows !== rows || head.decisions !== decisions;
    })
    .map(({ cell }) => cell);
}

function cellOf(place: Omit<AnswerCell, 'month'> & { receivedAt: Date }): AnswerCell {
  return { unitCode: place.unitCode, month: monthOf(place.receivedAt), questionnaire: place.questionnaire };
}

function byKey(heads: CellHead[]): Map<string, CellHead> {
  return new Map(heads.map((head) => [head.key, head]));
}
