import type { SingleItem } from '../../domain/questionnaire.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { AnswerBase } from './answer-base.js';
import { answerRows } from './answer-rows.js';
import type { CountBy } from './breakdown.js';
import { itemsOfKind } from './items-of-kind.js';

/** For each question about the respondent: how many gave each answer, and the index of those who did. */
export function respondentTables(base: AnswerBase, count: CountBy): () => ReportModel['respondents'] {
  const singles = itemsOfKind(base, 'demographics').filter(
    (item): item is SingleItem => item.type === 'single',
  );
  const asked = singles.flatMap((item) =>
    base.table.choices[item.id] ? [{ item, rows: answerRows(base, item, count) }] : [],
  );
  return () =>
    asked.map(({ item: { id, text }, rows }) => ({
      id,
      text,
      rows: rows().map(({ option, figure }) => ({ label: option.text, n: figure.n, figure })),
    }));
}
