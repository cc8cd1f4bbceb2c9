import type { Catalogue } from '../../domain/catalogue.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { displayIn } from './hidden-in-tree.js';

/** The index of every procedure with responses, those with most responses first. A code that the catalogue lacks is its own name. */
export function procedureRows(
  base: AnswerBase,
  catalogue: Pick<Catalogue, 'procedures'>,
  count: CountBy,
): () => ReportModel['procedures'] {
  const { table } = base;
  const tallies = count(base.counted, table.procedure, table.procedures.length + 1);
  return () => {
    const [unnamed, ...named] = tallies().map((counts) => overallOf(base, counts));
    const figures = toFigures(named, displayIn(base), { rest: unnamed!.n });
    return table.procedures
      .map((code, at) => ({
        code,
        name: catalogue.procedures.get(code)?.name.vi ?? code,
        figure: figures[at]!,
      }))
      .filter(({ figure }) => figure.n > 0)
      .sort((a, b) => b.figure.n - a.figure.n || (a.code < b.code ? -1 : 1));
  };
}
