import { monthsOf, parsePeriod } from '../../domain/period.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { Estimate } from '../../satisfaction/estimate.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { displayIn } from './hidden-in-tree.js';

/** Nobody answered. */
const none: Estimate = { value: null, n: 0, interval: null, variance: null, degreesOfFreedom: null };

/**
 * The index month by month: those of the period, and before them those of the period before it where the two may be
 * compared, so that a line through them crosses no break.
 */
export function monthRows(base: AnswerBase, count: CountBy): () => ReportModel['months'] {
  const { table, period, previous, counted, countedBefore } = base;
  const rowsOf = (mask: Uint8Array, months: string[]): (() => ReportModel['months']) => {
    const tallies = count(mask, table.month, table.months.length);
    return () => {
      const estimates = tallies().map((counts) => overallOf(base, counts));
      const byMonth = months.map((month) => estimates[table.months.indexOf(month)] ?? none);
      const isHidden = (month: string): boolean => base.hidden.units([month]).has(base.unit.code);
      const hidden = new Set(months.flatMap((month, at) => (isHidden(month) ? [at] : [])));
      const figures = toFigures(byMonth, displayIn(base, months), { hidden });
      return months.map((month, at) => ({ month, label: parsePeriod(month).label, figure: figures[at]! }));
    };
  };
  const before = countedBefore === null ? () => [] : rowsOf(countedBefore, monthsOf(previous));
  const during = rowsOf(counted, monthsOf(period));
  return () => [...before(), ...during()];
}
