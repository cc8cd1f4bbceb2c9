import type { Language } from '../domain/questionnaire.js';
import type { ReportModel, UnitRow } from '../domain/report-model.js';
import type {
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

/** All units that have a value, best first; of many, the best and the last ten. */
export function unitsToDraw(units: UnitRow[]): UnitRow[] {
  const valued = units.flatMap((unit) =>
    unit.figure.value === null ? [] : [{ unit, value: unit.figure.value }],
  );
  const ranked = valued.sort((a, b) => b.value - a.value).map(({ unit }) => unit);
  return ranked.length <= 2 * ENDS ? ranked : [...ranked.slice(0, ENDS), ...ranked.slice(-ENDS)];
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
      points: model.months.map(({ label, figure }) => ({
        label: label[language],
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
      rows: unitsToDraw(model.units).map(({ name, figure }) => ({ label: name[language], figure })),
    },
  };
}
