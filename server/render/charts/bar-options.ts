import type { ChartOptions } from 'chart.js';
import type { Language } from '../../domain/questionnaire.js';
import { formatNumber } from '../format-number.js';
import { chartColours, chartFont } from './palette.js';

interface Wishes {
  language: Language;
  /** Width kept free at the right for the column of printed values, in pixels. */
  room: number;
  legend: boolean;
  /** Datasets were added front first: the legend then reads the other way round. */
  reverse?: boolean;
}

/** What all horizontal bar charts share: a scale of 0–100 %, opaque lines, the house font, no animation. */
export function barOptions({ language, room, legend, reverse = false }: Wishes): ChartOptions<'bar'> {
  return {
    indexAxis: 'y',
    animation: false,
    maintainAspectRatio: false,
    color: chartColours.ink,
    borderColor: chartColours.grid,
    layout: { padding: { right: room, top: 4, bottom: 4 } },
    scales: {
      x: {
        min: 0,
        max: 100,
        grid: { color: chartColours.grid },
        border: { display: false },
        ticks: {
          stepSize: 20,
          color: chartColours.muted,
          font: chartFont,
          callback: (value) => `${formatNumber(Number(value), 0, language)}%`,
        },
      },
      y: {
        grid: { display: false },
        border: { color: chartColours.muted },
        ticks: { color: chartColours.ink, font: chartFont, autoSkip: false },
      },
    },
    plugins: {
      legend: {
        display: legend,
        position: 'bottom',
        reverse,
        labels: { color: chartColours.ink, font: chartFont, boxWidth: 14, boxHeight: 14, padding: 16 },
      },
    },
  };
}
