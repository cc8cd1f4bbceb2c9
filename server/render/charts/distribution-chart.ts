import type { Chart, Plugin } from 'chart.js';
import { formatNumber, NOTHING } from '../format-number.js';
import { barOptions } from './bar-options.js';
import type { DistributionChartData } from './chart-data.js';
import type { BarConfig } from './interval-bars.js';
import { chartColours, chartFont, levelColours, levelInks } from './palette.js';
import { wrapLabel } from './row-labels.js';

/** Below this share a segment has no room for its own number. */
const NARROWEST = 6;

/** Shares of the levels in percent; null where nothing is shown or nobody answered. */
function shares(counts: readonly number[] | null): number[] | null {
  const valid = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
  return counts === null || valid === 0 ? null : counts.map((count) => (100 * count) / valid);
}

/** Writes each segment's share, rounded to whole percent, into the segment. */
function segmentValues(language: DistributionChartData['language']): Plugin {
  return {
    id: 'segment-values',
    afterDatasetsDraw(chart: Chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${chartFont.size - 2}px ${chartFont.family}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      chart.data.datasets.forEach((dataset, level) => {
        ctx.fillStyle = levelInks[level] ?? levelInks[0];
        chart.getDatasetMeta(level).data.forEach((bar, row) => {
          const share = dataset.data[row];
          if (typeof share !== 'number' || share < NARROWEST || chart.getDatasetMeta(level).hidden === true)
            return;
          const { x, y, base } = bar.getProps(['x', 'y', 'base'], true) as {
            x: number;
            y: number;
            base: number;
          };
          ctx.fillText(formatNumber(share, 0, language), (x + base) / 2, y);
        });
      });
      // A row that is not shown has a dash where its bar would begin.
      ctx.fillStyle = chartColours.ink;
      chart.data.labels?.forEach((_, row) => {
        if (typeof chart.data.datasets[0]?.data[row] === 'number') return;
        ctx.fillText(NOTHING, chart.chartArea.left + 12, chart.scales['y']?.getPixelForValue(row) ?? 0);
      });
      ctx.restore();
    },
  };
}

/** Stacked bars of the five levels per criterion, each bar 100 % of its valid answers. */
export function distributionChart({ rows, levels, language }: DistributionChartData): BarConfig {
  const rowShares = rows.map((row) => shares(row.counts));
  const options = barOptions({ language, room: 12, legend: true });
  // Smaller letters keep the two-line names of neighbouring criteria apart.
  const ticks = { color: chartColours.ink, font: { ...chartFont, size: 11 }, autoSkip: false };
  return {
    type: 'bar',
    data: {
      labels: rows.map((row) => wrapLabel(row.label, 52)),
      datasets: levels.map((label, level) => ({
        label,
        data: rowShares.map((share) => share?.[level] ?? null),
        backgroundColor: levelColours[level] ?? levelColours[0],
        borderColor: '#ffffff',
        borderWidth: 1,
        borderSkipped: false,
        maxBarThickness: 24,
      })),
    },
    options: {
      ...options,
      scales: {
        x: { ...options.scales?.['x'], stacked: true },
        y: { ...options.scales?.['y'], stacked: true, ticks },
      },
    },
    plugins: [segmentValues(language)],
  };
}
