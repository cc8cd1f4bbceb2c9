import type { ReportModel } from '../../domain/report-model.js';
import type { ChartData } from '../charts/chart-data.js';
import { chartTable } from '../charts/chart-table.js';
import type { Figure } from './block.js';
import type { Numbering } from './numbering.js';
import { sourceLine } from './source-line.js';

/** A figure with its number, its alternative and its numbers as a table. */
export function figureBlock(
  model: ReportModel,
  numbering: Numbering,
  title: string,
  chart: ChartData,
  alternative: string,
): Figure {
  const number = numbering.nextFigure();
  return {
    kind: 'figure',
    id: `hinh-${number}`,
    caption: `Hình ${number}. ${title}`,
    chart,
    alternative,
    data: chartTable(chart),
    source: sourceLine(model),
  };
}
