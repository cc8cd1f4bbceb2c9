import { isShown } from '../format-figure.js';
import { barOptions } from './bar-options.js';
import type { ElementsChartData } from './chart-data.js';
import { intervalBarChart, type BarConfig } from './interval-bars.js';
import { chartColours } from './palette.js';

/** Half the width of the mark of the earlier period, in points of the index. */
const HALF_MARK = 0.3;

/** The elements of the index with their intervals; a dark mark across a bar shows the period before. */
export function elementsChart(data: ElementsChartData): BarConfig {
  const { rows, language, periodLabel, previousLabel } = data;
  const config = intervalBarChart(rows, { label: periodLabel, colours: chartColours.value }, language);
  if (previousLabel === null) return config;
  const marks = rows.map(({ previous }): [number, number] | null =>
    isShown(previous) ? [previous.value - HALF_MARK, previous.value + HALF_MARK] : null,
  );
  config.data.datasets.push({
    label: previousLabel,
    data: marks,
    backgroundColor: chartColours.mark,
    grouped: false,
    barThickness: 28,
    order: -1,
  });
  return { ...config, options: barOptions({ language, room: 165, legend: true, reverse: true }) };
}
