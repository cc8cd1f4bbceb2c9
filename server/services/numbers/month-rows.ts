import { monthsOf, parsePeriod } from '../../domain/period.js';
import type { ReportModel } from '../../domain/report-model.js';
import type { Estimate } from '../../satisfaction/estimate.js';
import type { AnswerBase } from './answer-base.js';
import { overallBy } from './breakdown.js';
import { toFigures } from './figure.js';

/** Nobody answered. */
const none: Estimate = { value: null, n: 0, interval: null, variance: null, degreesOfFreedom: null };

/**
 * The index month by month: those of the period, and before them those of the period before it where the two may be
 * compared, so that a line through them crosses no break.
 */
export function monthRows(base: AnswerBase): ReportModel['months'] {
  const { table, method, period, previous, counted, countedBefore } = base;
  const rows = (mask: Uint8Array, months: string[]): ReportModel['months'] => {
    const estimates = overallBy(base, mask, table.month, table.months.length);
    const figures = toFigures(
      months.map((month) => estimates[table.months.indexOf(month)] ?? none),
      method.display,
    );
    return months.map((month, at) => ({ month, label: parsePeriod(month).label, figure: figures[at]! }));
  };
  return [
    ...(countedBefore === null ? [] : rows(countedBefore, monthsOf(previous))),
    ...rows(counted, monthsOf(period)),
  ];
}
