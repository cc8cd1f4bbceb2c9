import type { ChartData } from '../../../server/render/charts/chart-data.js';

const ROW = { overall: 34, elements: 46, distribution: 36, units: 34 };
const AXIS = 40;
const LEGEND = 44;
const TREND = 320;

/** Height in pixels at which the rows of a chart can be read. */
export function chartHeight(data: ChartData): number {
  return data.kind === 'trend' ? TREND : AXIS + LEGEND + data.rows.length * ROW[data.kind];
}
