import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { Language } from '../../domain/questionnaire.js';
import type { Figure } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex, isShown } from '../format-figure.js';
import { NOTHING } from '../format-number.js';
import { barOptions } from './bar-options.js';
import type { ChartRow } from './chart-data.js';
import { chartColours } from './palette.js';
import { wrapLabel } from './row-labels.js';
import { rowValues } from './row-values.js';

type Bars = ([number, number] | number | null)[];
export type BarConfig = ChartConfiguration<'bar', Bars, string[]>;

const words = { vi: 'Khoảng tin cậy 95%', en: '95% interval' } as const;

function printed(figure: Figure, language: Language): string {
  const interval = formatFigureInterval(figure, language);
  return formatIndex(figure, language) + (interval === NOTHING ? '' : ` (${interval})`);
}

/** The interval as a thin bar laid over its value: a floating bar needs no further plugin. */
export function intervalBars(figures: Figure[], language: Language): ChartDataset<'bar', Bars> {
  return {
    label: words[language],
    data: figures.map((figure) =>
      isShown(figure) && figure.interval !== null ? [figure.interval.low, figure.interval.high] : null,
    ),
    backgroundColor: chartColours.interval,
    grouped: false,
    barThickness: 4,
    order: 0,
  };
}

export function valueBars(
  label: string,
  figures: Figure[],
  colour: string | string[],
): ChartDataset<'bar', Bars> {
  return {
    label,
    data: figures.map((figure) => (isShown(figure) ? figure.value : null)),
    backgroundColor: colour,
    order: 1,
  };
}

/** Horizontal bars of indices, each with its interval drawn over it and printed at its right. */
export function intervalBarChart(
  rows: ChartRow[],
  value: { label: string; colours: string | string[] },
  language: Language,
): BarConfig {
  const figures = rows.map((row) => row.figure);
  return {
    type: 'bar',
    data: {
      labels: rows.map((row) => wrapLabel(row.label, 38)),
      datasets: [
        { ...valueBars(value.label, figures, value.colours), grouped: false, maxBarThickness: 18 },
        intervalBars(figures, language),
      ],
    },
    options: barOptions({ language, room: 165, legend: false }),
    plugins: [rowValues(rows.map((row) => (row.gap === true ? '' : printed(row.figure, language))))],
  };
}
