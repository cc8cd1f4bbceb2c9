import type { Language } from '../../domain/questionnaire.js';
import type { Figure } from '../../domain/report-model.js';

/** One bar or point: what it is called and what is known of it. Labels come in the reader's language. */
export interface ChartRow {
  label: string;
  figure: Figure;
  /** A row that stands for those left out between its neighbours. */
  gap?: true;
}

export interface OverallChartData {
  kind: 'overall';
  language: Language;
  /** This period, then what it is shown beside: the period before, the months. */
  rows: ChartRow[];
}

export interface ElementsChartData {
  kind: 'elements';
  language: Language;
  periodLabel: string;
  /** null: there is no comparable earlier period. */
  previousLabel: string | null;
  rows: (ChartRow & { previous: Figure | null })[];
}

export interface DistributionChartData {
  kind: 'distribution';
  language: Language;
  /** Wording of the levels 1…5. */
  levels: string[];
  /** Answers per level; null where they are not shown. */
  rows: { label: string; counts: readonly number[] | null }[];
}

export interface UnitsChartData {
  kind: 'units';
  language: Language;
  rows: ChartRow[];
}

export interface TrendChartData {
  kind: 'trend';
  language: Language;
  /** In order of time. `breakBefore`: method or form changed, so no line is drawn from the point before. */
  points: (ChartRow & { breakBefore: boolean })[];
}

/** A chart as plain data; `chartConfig` turns it into what Chart.js draws. */
export type ChartData =
  OverallChartData | ElementsChartData | DistributionChartData | UnitsChartData | TrendChartData;
