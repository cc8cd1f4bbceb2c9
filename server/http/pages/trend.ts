import { Type } from '@sinclair/typebox';
import { parsePeriod } from '../../domain/period.js';
import { defaultPeriod } from '../../services/period-choices.js';
import { file, page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId, unitCode } from '../schemas.js';
import { dashboardUrl } from './dashboard-view.js';
import { figureView } from './figure-view.js';

/** As many periods as a page shows: with quarters two years. */
const COUNT = 8;
const query = Type.Object({ last: Type.Optional(periodId), unit: Type.Optional(unitCode) });
const problems = ['period-invalid', 'unit-not-found'] as const;

export const trendPage = defineRoute({
  method: 'get',
  path: '/trend',
  summary: 'The overall index of a unit period by period, with changes and breaks',
  access: 'read',
  query,
  reply: { 200: 'text/html' },
  problems: [...problems],
  async handle({ query, scope }, { trends, now }) {
    const last = parsePeriod(query.last ?? defaultPeriod(now()).id);
    const unit = scope.unit(query.unit);
    const { unit: of, method, rows } = await trends.table({ unit, last: last.id, count: COUNT });
    // Periods before the first response are no part of the series.
    const first = rows.findIndex(({ figure }) => figure.n > 0);
    const shown = first < 0 ? [] : rows.slice(first);
    return page('trend', {
      unit: of,
      method,
      chart: `/trend/chart.svg?${new URLSearchParams({ last: last.id, unit })}`,
      dashboard: dashboardUrl(last.id, unit),
      rows: shown.map((row) => ({
        ...row,
        figure: figureView(row.figure, row.display),
        breakKey: row.break === null ? null : `trend.break.${row.break}`,
        sourceKey: row.source === 'random-sample' ? 'trend.randomSample' : 'trend.selfSelected',
        href: dashboardUrl(row.period.id, unit),
      })),
    });
  },
});

export const trendChartFile = defineRoute({
  method: 'get',
  path: '/trend/chart.svg',
  summary: 'The same as a chart; no line is drawn across a break',
  access: 'read',
  query,
  reply: { 200: 'image/svg+xml' },
  problems: [...problems],
  async handle({ query, scope, language }, { trends, figures, now }) {
    const last = query.last ?? defaultPeriod(now()).id;
    const table = await trends.table({ unit: scope.unit(query.unit), last, count: COUNT });
    return file('image/svg+xml', await figures.trendSvg(table, language));
  },
});

export const trendRoutes: AnyRoute[] = [trendPage, trendChartFile];
