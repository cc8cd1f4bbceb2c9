import type { ChartConfiguration } from 'chart.js';
import { isShown } from '../format-figure.js';
import { formatNumber } from '../format-number.js';
import type { TrendChartData } from './chart-data.js';
import { breakMarks } from './break-marks.js';
import { chartColours, chartFont } from './palette.js';

type Points = ([number, number] | number | null)[];
export type TrendConfig = ChartConfiguration<'bar' | 'line', Points, string>;

const words = {
  vi: { value: 'Chỉ số hài lòng (%)', interval: 'Khoảng tin cậy 95%', broken: 'ngắt chuỗi' },
  en: { value: 'Satisfaction index (%)', interval: '95% interval', broken: 'break' },
} as const;

/** Scales begin at a multiple of this, below the lowest interval: a line, unlike a bar, needs no zero to be honest. */
const STEP = 10;

function scaleStart({ points }: TrendChartData): number {
  const lowest = points.flatMap(({ figure }) =>
    isShown(figure) ? [figure.interval?.low ?? figure.value] : [],
  );
  return lowest.length === 0 ? 0 : Math.max(0, Math.floor((Math.min(...lowest) - 1) / STEP) * STEP);
}

/** The overall index over time with intervals. No line is drawn across a break, which is marked, or a period without a value. */
export function trendChart(data: TrendChartData): TrendConfig {
  const { points, language } = data;
  const values = points.map(({ figure }) => (isShown(figure) ? figure.value : null));
  const isBreak = points.map(({ breakBefore }) => breakBefore);
  return {
    type: 'line',
    plugins: [breakMarks(isBreak, words[language].broken)],
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
      color: chartColours.ink,
      borderColor: chartColours.grid,
      scales: {
        x: { grid: { display: false }, ticks: { color: chartColours.ink, font: chartFont } },
        y: {
          min: scaleStart(data),
          max: 100,
          grid: { color: chartColours.grid },
          ticks: {
            stepSize: STEP,
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
