import type { Catalogue } from '../../domain/catalogue.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';

/** How many procedures a report lists. */
export const PROCEDURES_LISTED = 15;

/** The index of the procedures with the most responses, most first. A code that the catalogue lacks is its own name. */
export function procedureRows(
  base: AnswerBase,
  catalogue: Pick<Catalogue, 'procedures'>,
  count: CountBy,
): () => ReportModel['procedures'] {
  const { table, method } = base;
  const tallies = count(base.counted, table.procedure, table.procedures.length + 1);
  return () => {
    const named = tallies().slice(1);
    const figures = toFigures(
      named.map((counts) => overallOf(base, counts)),
      method.display,
    );
    return table.procedures
      .map((code, at) => ({
        code,
        name: catalogue.procedures.get(code)?.name.vi ?? code,
        figure: figures[at]!,
      }))
      .filter(({ figure }) => figure.n > 0)
      .sort((a, b) => b.figure.n - a.figure.n || (a.code < b.code ? -1 : 1))
      .slice(0, PROCEDURES_LISTED);
  };
}
