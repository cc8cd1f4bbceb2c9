import type { ChartConfiguration } from 'chart.js';
import type { ChartData } from './chart-data.js';
import { distributionChart } from './distribution-chart.js';
import { elementsChart } from './elements-chart.js';
import { overallChart } from './overall-chart.js';
import { trendChart } from './trend-chart.js';
import { unitsRankedChart } from './units-ranked-chart.js';

/**
 * The Chart.js configuration of a chart, the same on the server (SVG, PNG) and in the browser. Made anew at each
 * call, since Chart.js writes into what it is given.
 */
export function chartConfig(data: ChartData): ChartConfiguration {
  switch (data.kind) {
    case 'overall':
      return overallChart(data) as ChartConfiguration;
    case 'elements':
      return elementsChart(data) as ChartConfiguration;
    case 'distribution':
      return distributionChart(data) as ChartConfiguration;
    case 'units':
      return unitsRankedChart(data) as ChartConfiguration;
    case 'trend':
      return trendChart(data) as ChartConfiguration;
  }
}
