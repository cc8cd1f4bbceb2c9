import type { Catalogue } from '../domain/catalogue.js';
import { versionName, type Language } from '../domain/questionnaire.js';
import type { ReportModel } from '../domain/report-model.js';
import type { ChartData, TrendChartData } from '../render/charts/chart-data.js';
import { dashboardCharts, type ChartName, type DashboardCharts } from './dashboard-charts.js';
import { figureTable, type Cell, type TableName } from './figure-tables.js';
import type { Reports } from './reports.js';
import type { TrendTable } from './trends.js';

/** What the dashboard shows, as files of their own. */
export interface FigureQuery {
  period: string;
  unit: string;
  language: Language;
}

export interface Figures {
  /** The charts as data, for the browser. */
  charts(model: ReportModel, language: Language): DashboardCharts;
  /** @throws Problem period-invalid, unit-not-found. */
  chartSvg(chart: ChartName, query: FigureQuery): Promise<string>;
  /** At twice the size. @throws Problem period-invalid, unit-not-found. */
  chartPng(chart: ChartName, query: FigureQuery): Promise<Uint8Array>;
  /** The overall index period by period. */
  trendSvg(table: TrendTable, language: Language): Promise<string>;
  /** CSV with BOM, numbers unrounded. @throws Problem period-invalid, unit-not-found. */
  tableCsv(table: TableName, query: FigureQuery): Promise<string>;
}

/** Wording of the levels 1…5 on the scale of the first criterion of the form that most responses came from. */
function levelWords(
  model: ReportModel,
  catalogue: Pick<Catalogue, 'questionnaires'>,
  language: Language,
): string[] {
  const [form] = [...model.questionnaires].sort((a, b) => b.responses - a.responses);
  const questionnaire = form && catalogue.questionnaires.get(versionName(form));
  const items = questionnaire?.parts.flatMap((part) => (part.official ? part.items : [])) ?? [];
  const rating = items.find((item) => item.type === 'rating');
  const scale = rating && questionnaire?.scales[rating.scale];
  return scale?.levels.map(({ text }) => text[language]) ?? ['1', '2', '3', '4', '5'];
}

/** Quarters and months in their short form: words would be turned on their side. */
function shortLabel(id: string): string {
  const [year, part] = id.split('-');
  return part === undefined ? id : `${part}/${year}`;
}

function trendChartData({ rows }: TrendTable, language: Language): TrendChartData {
  const first = rows.findIndex(({ figure }) => figure.n > 0);
  return {
    kind: 'trend',
    language,
    points: rows.slice(Math.max(0, first)).map(({ period, figure, break: reason }) => ({
      label: shortLabel(period.id),
      figure,
      breakBefore: reason !== null,
    })),
  };
}

export function figuresService(deps: {
  reports: Pick<Reports, 'model'>;
  catalogue: Pick<Catalogue, 'questionnaires'>;
  drawSvg: (data: ChartData) => Promise<string>;
  drawPng: (data: ChartData) => Promise<Uint8Array>;
  writeCsv: (rows: Cell[][]) => string;
}): Figures {
  const { reports, catalogue } = deps;
  const charts: Figures['charts'] = (model, language) =>
    dashboardCharts(model, levelWords(model, catalogue, language), language);
  const chart = async (name: ChartName, { period, unit, language }: FigureQuery) =>
    charts(await reports.model(period, unit), language)[name];

  return {
    charts,
    chartSvg: async (name, query) => deps.drawSvg(await chart(name, query)),
    chartPng: async (name, query) => deps.drawPng(await chart(name, query)),
    trendSvg: (table, language) => deps.drawSvg(trendChartData(table, language)),
    tableCsv: async (table, { period, unit, language }) =>
      deps.writeCsv(figureTable(await reports.model(period, unit), table, language)),
  };
}
