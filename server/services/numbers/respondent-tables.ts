import type { SingleItem } from '../../domain/questionnaire.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { AnswerBase } from './answer-base.js';
import { overallBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { itemsOfKind } from './items-of-kind.js';

/** For each question about the respondent: how many gave each answer, and the index of those who did. */
export function respondentTables(base: AnswerBase): ReportModel['respondents'] {
  const singles = itemsOfKind(base, 'demographics').filter(
    (item): item is SingleItem => item.type === 'single',
  );
  return singles.flatMap(({ id, text, options }) => {
    const key = base.table.choices[id];
    if (!key) return [];
    const estimates = overallBy(base, base.counted, key, options.length + 1).slice(1);
    const figures = toFigures(estimates, base.method.display);
    const rows = options.map((option, at) => ({
      label: option.text,
      n: figures[at]!.n,
      figure: figures[at]!,
    }));
    return [{ id, text, rows }];
  });
}
