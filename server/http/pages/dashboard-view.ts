import type { Language } from '../../domain/questionnaire.js';
import type { Figure, ReportModel } from '../../domain/report-model.js';
import type { Target } from '../../satisfaction/method.js';
import { criteriaNeedingAttention } from '../../services/attention.js';
import { channelShares } from '../../services/channel-shares.js';
import { figureView } from './figure-view.js';
import { plotAxis } from './interval-plot.js';
import { levelBar } from './level-bar.js';
import { nextOrder, orderUnits, unitColumns, type UnitOrder } from './unit-order.js';

export interface DashboardWishes {
  language: Language;
  /** null: the method has none. */
  target: Target | null;
  order: UnitOrder;
}

/** The address of the dashboard for a period and a unit, with more of the query where given. */
export function dashboardUrl(period: string, unit: string, more: Record<string, string> = {}): string {
  return `/dashboard?${new URLSearchParams({ period, unit, ...more })}`;
}

/** Rows whose figures are drawn on one scale. */
function onOneScale<Row extends { figure: Figure }>(
  rows: Row[],
  { method }: ReportModel,
  { target }: DashboardWishes,
) {
  const axis = plotAxis(rows.map(({ figure }) => figure));
  return {
    axis,
    rows: rows.map((row) => ({
      ...row,
      figure: figureView(row.figure, method.display, axis, target?.value ?? null),
    })),
  };
}

function attention({ elements, method }: ReportModel, { target }: DashboardWishes) {
  const { kind, criteria } = criteriaNeedingAttention(elements, target);
  return {
    below: kind === 'below',
    rows: criteria.map(({ criterion, element, certain }) => ({
      code: criterion.code,
      text: criterion.text,
      element: element.title,
      figure: figureView(criterion.figure, method.display),
      certain,
    })),
  };
}

function units(model: ReportModel, wishes: DashboardWishes) {
  const { period, unit, units: rows } = model;
  const { order, language } = wishes;
  const { axis, rows: ordered } = onOneScale(orderUnits(rows, order, language), model, wishes);
  return {
    axis,
    heads: Object.fromEntries(
      unitColumns.map((column) => {
        const next = nextOrder(order, column);
        const sorted = order.column === column ? order.direction : null;
        const query = { sort: next.column, direction: next.direction };
        return [column, { href: `${dashboardUrl(period.id, unit.code, query)}#units`, sorted }];
      }),
    ),
    rows: ordered.map((row) => ({
      ...row,
      href: dashboardUrl(period.id, row.code),
      oneRank: row.rank !== null && row.rank.from === row.rank.to,
    })),
  };
}

/** The index without and with weights side by side; null where no population is loaded. */
function weighted({ elements, weighted, method }: ReportModel) {
  if (weighted === null) return null;
  const { margins, faults, numbers } = weighted;
  const plainOf = (wanted: string): Figure => elements.find(({ id }) => id === wanted)!.figure;
  const viewOf = (figure: Figure) => figureView(figure, method.display);
  return {
    margins,
    faults: faults.map((fault) => ({ ...fault, reason: `official.weighted.fault.${fault.kind}` })),
    numbers: numbers && {
      ...numbers,
      overall: { plain: viewOf(numbers.unweighted), figure: viewOf(numbers.overall) },
      elements: numbers.elements.map(({ id, code, title, figure }) => ({
        ...{ code, title, plain: viewOf(plainOf(id)), figure: viewOf(figure) },
      })),
      percentOff: 100 * numbers.distance,
    },
  };
}

/** Where the files of a page's charts, tables and reports are. */
function downloads({ period, unit }: ReportModel) {
  const query = new URLSearchParams({ period: period.id, unit: unit.code });
  return {
    query: query.toString(),
    reportHtml: `/reports/${period.id}/${unit.code}.html`,
    reportPdf: `/reports/${period.id}/${unit.code}.pdf`,
  };
}

/** The numbers of a period and a unit in the order in which the dashboard shows them. Nothing is rounded here. */
export function dashboardView(model: ReportModel, wishes: DashboardWishes) {
  const { collection, overall } = model;
  const { display } = model.method;
  return {
    period: model.period,
    unit: model.unit,
    previousPeriod: model.previousPeriod,
    method: model.method,
    questionnaires: model.questionnaires,
    empty: collection.received === 0,
    selfSelected: model.source === 'self-selected',
    target: wishes.target,
    overall: figureView(overall, display),
    change: model.change,
    comparisonBreak: model.comparisonBreak,
    collection: {
      received: collection.received,
      valid: collection.valid,
      excluded: collection.excluded,
      withExcluded: collection.withExcluded && figureView(collection.withExcluded, display),
    },
    elements: onOneScale(model.elements, model, wishes),
    weighted: weighted(model),
    attention: attention(model, wishes),
    criteria: model.elements.map(({ code, title, criteria }) => ({
      code,
      title,
      rows: criteria.map((row) => ({
        ...row,
        figure: figureView(row.figure, display),
        bar: levelBar(row.counts),
      })),
    })),
    units: model.units.length === 0 ? null : units(model, wishes),
    others: model.others.map((row) => ({
      ...row,
      figure: figureView(row.figure, row.display),
      selfSelected: row.source === 'self-selected',
    })),
    domains: onOneScale(model.domains, model, wishes),
    months: onOneScale(model.months, model, wishes),
    channels: channelShares(collection.channels).map((row) => ({
      ...row,
      key: `official.channel.${row.channel}`,
    })),
    process: model.process.filter(({ n }) => n > 0),
    downloads: downloads(model),
  };
}
