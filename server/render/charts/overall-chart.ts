import type { OverallChartData } from './chart-data.js';
import { intervalBarChart, type BarConfig } from './interval-bars.js';
import { chartColours } from './palette.js';

const words = { vi: 'Chỉ số hài lòng (%)', en: 'Satisfaction index (%)' } as const;

/** The overall index with its interval, in the house blue, beside earlier and partial periods in a lighter blue. */
export function overallChart({ rows, language }: OverallChartData): BarConfig {
  const colours = rows.map((_, row) => (row === 0 ? chartColours.value : chartColours.earlier));
  return intervalBarChart(rows, { label: words[language], colours }, language);
}
