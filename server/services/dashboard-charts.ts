import type { Language } from '../domain/questionnaire.js';
import type { ReportModel, UnitRow } from '../domain/report-model.js';
import type {
  ChartRow,
  DistributionChartData,
  ElementsChartData,
  TrendChartData,
  UnitsChartData,
} from '../render/charts/chart-data.js';

export interface DashboardCharts {
  trend: TrendChartData;
  elements: ElementsChartData;
  distribution: DistributionChartData;
  units: UnitsChartData;
}
export type ChartName = keyof DashboardCharts;
export const chartNames: readonly ChartName[] = ['trend', 'elements', 'distribution', 'units'];

/** How many units a chart can show at each end before its rows get too thin to read. */
const ENDS = 10;
const gap: ChartRow = {
  label: '…',
  figure: { value: null, n: 0, interval: null, display: 'none' },
  gap: true,
};

/** A row for each unit that has a value, best first; of many, the best and the last ten with a gap between them. */
export function unitChartRows(units: UnitRow[], language: Language): ChartRow[] {
  const valued = units.flatMap(({ name, figure }) =>
    figure.value === null ? [] : [{ row: { label: name[language], figure }, value: figure.value }],
  );
  const ranked = valued.sort((a, b) => b.value - a.value).map(({ row }) => row);
  return ranked.length <= 2 * ENDS ? ranked : [...ranked.slice(0, ENDS), gap, ...ranked.slice(-ENDS)];
}

/**
 * The charts of the dashboard as plain data, for the browser and for download.
 * @param levels wording of the levels 1…5 in the reader's language.
 */
export function dashboardCharts(model: ReportModel, levels: string[], language: Language): DashboardCharts {
  const criteria = model.elements.flatMap((element) => element.criteria);
  return {
    trend: {
      kind: 'trend',
      language,
      // 09/2026: a label of words would be turned on its side.
      points: model.months.map(({ month, figure }) => ({
        label: month.split('-').reverse().join('/'),
        figure,
        breakBefore: false,
      })),
    },
    elements: {
      kind: 'elements',
      language,
      periodLabel: model.period.label[language],
      previousLabel: model.comparisonBreak === null ? (model.previousPeriod?.label[language] ?? null) : null,
      rows: model.elements.map(({ code, title, figure, previous }) => ({
        label: `${code}. ${title[language]}`,
        figure,
        previous,
      })),
    },
    distribution: {
      kind: 'distribution',
      language,
      levels,
      rows: criteria.map(({ code, text, counts }) => ({ label: `${code}. ${text[language]}`, counts })),
    },
    units: {
      kind: 'units',
      language,
      rows: unitChartRows(model.units, language),
    },
  };
}
