import type { Language } from '../../domain/questionnaire.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount, NOTHING } from '../format-number.js';
import type { ChartData, ChartRow } from './chart-data.js';

/** What a chart says, as cells of text: for screen readers, for print and for who prefers numbers. */
export interface ChartTable {
  head: string[];
  rows: string[][];
}

const words = {
  vi: { name: 'Nội dung', n: 'Số phiếu', index: 'Chỉ số (%)', interval: 'Khoảng tin cậy 95%' },
  en: { name: 'Item', n: 'Responses', index: 'Index (%)', interval: '95% interval' },
} as const;

function cells({ label, figure }: ChartRow, language: Language): string[] {
  return [
    label,
    formatCount(figure.n, language),
    formatIndex(figure, language),
    formatFigureInterval(figure, language),
  ];
}

export function chartTable(chart: ChartData): ChartTable {
  const { language } = chart;
  const head = Object.values(words[language]);
  switch (chart.kind) {
    case 'distribution':
      return {
        head: [words[language].name, ...chart.levels],
        rows: chart.rows.map(({ label, counts }) => [
          label,
          ...chart.levels.map((_, level) =>
            counts === null ? NOTHING : formatCount(counts[level] ?? 0, language),
          ),
        ]),
      };
    case 'elements':
      return {
        head: chart.previousLabel === null ? head : [...head, chart.previousLabel],
        rows: chart.rows.map((row) => {
          const plain = cells(row, language);
          return chart.previousLabel === null ? plain : [...plain, formatIndex(row.previous, language)];
        }),
      };
    case 'trend':
      return { head, rows: chart.points.map((point) => cells(point, language)) };
    default:
      return { head, rows: chart.rows.filter((row) => row.gap !== true).map((row) => cells(row, language)) };
  }
}
