import { decisionStates, type DecisionState } from '../../domain/answer-block.js';
import type { AnswerTable } from '../../domain/answer-table.js';
import type { ReportModel } from '../../domain/report-model.js';

/** Who chose the respondents. */
export type Source = ReportModel['source'];

export interface RowChoice {
  states: readonly DecisionState[];
  source: Source;
  months: readonly string[];
  /** Version names `id@version`. */
  forms: ReadonlySet<string>;
}

/** 1 for the rows that are chosen, 0 for the others. */
export function rowMask(table: AnswerTable, choice: RowChoice): Uint8Array {
  const states = decisionStates.map((state) => choice.states.includes(state));
  const months = table.months.map((month) => choice.months.includes(month));
  const forms = table.questionnaires.map((form) => choice.forms.has(form));
  const drawn = choice.source === 'random-sample' ? 1 : 0;
  const mask = new Uint8Array(table.rows);
  for (let row = 0; row < table.rows; row += 1)
    if (
      table.randomSample[row] === drawn &&
      states[table.decision[row]!] &&
      months[table.month[row]!] &&
      forms[table.questionnaire[row]!]
    )
      mask[row] = 1;
  return mask;
}

/** How many rows of the mask carry each key 0…keys−1. */
export function countBy(mask: Uint8Array, key: ArrayLike<number>, keys: number): number[] {
  const counts = new Array<number>(keys).fill(0);
  for (let row = 0; row < mask.length; row += 1) if (mask[row] === 1) counts[key[row]!]! += 1;
  return counts;
}

export function countRows(mask: Uint8Array): number {
  let rows = 0;
  for (let row = 0; row < mask.length; row += 1) rows += mask[row]!;
  return rows;
}
