import { decisionStates } from '../../domain/answer-block.js';
import type { AnswerTable } from '../../domain/answer-table.js';
import type { Source } from './row-mask.js';

const COUNTED = decisionStates.indexOf('counted');

/** How many counted rows of a source there are in these months, of one form (`id@version`) or of all. */
export type CountedRows = (source: Source, months: readonly string[], form?: string) => number;

/** Counts the rows by source, month and form once, for every question by which a base chooses its rows. */
export function countedRows(table: AnswerTable): CountedRows {
  const { decision, randomSample, month, questionnaire, months, questionnaires } = table;
  const counts = new Uint32Array(2 * months.length * questionnaires.length);
  const at = (form: number, time: number, drawn: number): number => 2 * (form * months.length + time) + drawn;
  for (let row = 0; row < table.rows; row += 1)
    if (decision[row] === COUNTED) counts[at(questionnaire[row]!, month[row]!, randomSample[row]!)]! += 1;
  return (source, wanted, form) => {
    const drawn = source === 'random-sample' ? 1 : 0;
    const forms = form === undefined ? questionnaires : [form];
    let rows = 0;
    for (const name of forms)
      for (const time of wanted)
        rows += counts[at(questionnaires.indexOf(name), months.indexOf(time), drawn)] ?? 0;
    return rows;
  };
}
