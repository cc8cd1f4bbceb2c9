import { decisionStates } from '../../domain/answer-block.js';
import type { AnswerTable } from '../../domain/answer-table.js';
import { eachStretch } from '../../satisfaction/code-stretches.js';
import type { Source } from './row-mask.js';

const COUNTED = decisionStates.indexOf('counted');

/** How many counted rows of a source there are in these months, of one form (`id@version`) or of all. */
export type CountedRows = (source: Source, months: readonly string[], form?: string) => number;

/** Counts the rows by source, month and form once, for every question by which a base chooses its rows. */
export function countedRows(table: AnswerTable): CountedRows {
  const { decision, randomSample, month, questionnaire, months, questionnaires } = table;
  const counts = new Uint32Array(2 * months.length * questionnaires.length);
  const at = (form: number, time: number, drawn: number): number => 2 * (form * months.length + time) + drawn;
  const asked = [decision, randomSample, month, questionnaire];
  eachStretch(table.rows, asked, ([state, source, time, form], _from, size) => {
    for (let row = 0; row < size; row += 1)
      if (state![row] === COUNTED) counts[at(form![row]!, time![row]!, source![row]!)]! += 1;
  });
  return (source, wanted, form) => {
    const drawn = source === 'random-sample' ? 1 : 0;
    // Forms and months without a row have no place in the table.
    const forms = (form === undefined ? questionnaires : [form])
      .map((name) => questionnaires.indexOf(name))
      .filter((place) => place >= 0);
    const times = wanted.map((time) => months.indexOf(time)).filter((place) => place >= 0);
    return forms
      .flatMap((place) => times.map((time) => counts[at(place, time, drawn)]!))
      .reduce((sum, rows) => sum + rows, 0);
  };
}
