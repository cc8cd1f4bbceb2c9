import { monthsOf } from '../../domain/period.js';
import type { SingleItem } from '../../domain/questionnaire.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { displayIn } from './hidden-in-tree.js';
import { itemsOfKind } from './items-of-kind.js';

/** For each question about the respondent: how many gave each answer, and the index of those who did. */
export function respondentTables(base: AnswerBase, count: CountBy): () => ReportModel['respondents'] {
  const singles = itemsOfKind(base, 'demographics').filter(
    (item): item is SingleItem => item.type === 'single',
  );
  const asked = singles.flatMap((item) => {
    const key = base.table.choices[item.id];
    return key ? [{ item, tallies: count(base.counted, key, item.options.length + 1) }] : [];
  });
  return () =>
    asked.map(({ item: { id, text, options }, tallies }) => {
      const [silent, ...answered] = tallies().map((counts) => overallOf(base, counts));
      const figures = toFigures(answered, displayIn(base, monthsOf(base.period)), { rest: silent!.n });
      const rows = options.map((option, at) => ({
        label: option.text,
        n: figures[at]!.n,
        figure: figures[at]!,
      }));
      return { id, text, rows };
    });
}
