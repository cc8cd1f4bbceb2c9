import { decisionStates, type DecisionState } from '../../domain/answer-block.js';
import type { AnswerTable } from '../../domain/answer-table.js';
import type { ReportModel } from '../../domain/report-model.js';
import { eachStretch } from '../../satisfaction/code-stretches.js';
import type { Codes } from '../../satisfaction/codes.js';

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
  const drawn = choice.source === 'random-sample';
  // One look-up a column and no branch: which rows count is as good as random, and a wrong guess costs more than these.
  const states = marks(decisionStates.map((state) => choice.states.includes(state)));
  const sources = marks([!drawn, drawn]);
  const months = marks(table.months.map((month) => choice.months.includes(month)));
  const forms = marks(table.questionnaires.map((form) => choice.forms.has(form)));
  const { randomSample, decision, month, questionnaire } = table;
  const mask = new Uint8Array(table.rows);
  eachStretch(
    table.rows,
    [decision, randomSample, month, questionnaire],
    ([state, source, time, form], from, size) => {
      for (let at = 0; at < size; at += 1)
        mask[from + at] =
          states[state![at]!]! & sources[source![at]!]! & months[time![at]!]! & forms[form![at]!]!;
    },
  );
  return mask;
}

function marks(chosen: boolean[]): Uint8Array {
  return Uint8Array.from(chosen, Number);
}

/** How many rows of the mask carry each key 0…keys−1. */
export function countBy(mask: Uint8Array, key: Codes, keys: number): number[] {
  const counts = new Uint32Array(keys);
  eachStretch(mask.length, [mask, key], ([inMask, code], _from, size) => {
    for (let at = 0; at < size; at += 1) counts[code![at]!]! += inMask![at]!;
  });
  return Array.from(counts);
}

export function countRows(mask: Uint8Array): number {
  let rows = 0;
  for (let row = 0; row < mask.length; row += 1) rows += mask[row]!;
  return rows;
}
