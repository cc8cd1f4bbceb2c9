import type { UnitsChartData } from './chart-data.js';
import { intervalBarChart, type BarConfig } from './interval-bars.js';
import { chartColours } from './palette.js';

const words = { vi: 'Chỉ số hài lòng (%)', en: 'Satisfaction index (%)' } as const;

/** Units in the order given (best first), each with its interval; the caller chooses which of many are shown. */
export function unitsRankedChart({ rows, language }: UnitsChartData): BarConfig {
  return intervalBarChart(rows, { label: words[language], colours: chartColours.value }, language);
}
