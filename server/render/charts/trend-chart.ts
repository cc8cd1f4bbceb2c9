import type { ChartConfiguration } from 'chart.js';
import { isShown } from '../format-figure.js';
import { formatNumber } from '../format-number.js';
import type { TrendChartData } from './chart-data.js';
import { chartColours, chartFont } from './palette.js';

type Points = ([number, number] | number | null)[];
export type TrendConfig = ChartConfiguration<'bar' | 'line', Points, string>;

const words = {
  vi: { value: 'Chỉ số hài lòng (%)', interval: 'Khoảng tin cậy 95%' },
  en: { value: 'Satisfaction index (%)', interval: '95% interval' },
} as const;

/** The overall index over time with intervals. No line is drawn across a break or a period without a value. */
export function trendChart({ points, language }: TrendChartData): TrendConfig {
  const values = points.map(({ figure }) => (isShown(figure) ? figure.value : null));
  return {
    type: 'line',
    data: {
      labels: points.map((point) => point.label),
      datasets: [
        {
          type: 'line',
          label: words[language].value,
          data: values,
          borderColor: chartColours.value,
          backgroundColor: chartColours.value,
          pointRadius: 5,
          spanGaps: false,
          segment: {
            borderColor: ({ p1DataIndex }: { p1DataIndex: number }) =>
              points[p1DataIndex]?.breakBefore === true ? chartColours.ground : chartColours.value,
          },
          order: 0,
        },
        {
          type: 'bar',
          label: words[language].interval,
          data: points.map(({ figure }) =>
            isShown(figure) && figure.interval !== null ? [figure.interval.low, figure.interval.high] : null,
          ),
          backgroundColor: chartColours.interval,
          barThickness: 5,
          order: 1,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      devicePixelRatio: 1,
      color: chartColours.ink,
      borderColor: chartColours.grid,
      scales: {
        x: { grid: { display: false }, ticks: { color: chartColours.ink, font: chartFont } },
        y: {
          min: 0,
          max: 100,
          grid: { color: chartColours.grid },
          ticks: {
            stepSize: 20,
            color: chartColours.muted,
            font: chartFont,
            callback: (value) => `${formatNumber(Number(value), 0, language)}%`,
          },
        },
      },
      plugins: {
        legend: { position: 'bottom', labels: { color: chartColours.ink, font: chartFont, boxWidth: 14 } },
      },
    },
  };
}
