import { Type } from '@sinclair/typebox';
import { chartNames } from '../../services/dashboard-charts.js';
import { tableNames } from '../../services/figure-tables.js';
import { file } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId, unitCode } from '../schemas.js';
import { oneOf } from './one-of.js';

const query = Type.Object({ period: periodId, unit: unitCode });

export const chartFile = defineRoute({
  method: 'get',
  path: '/dashboard/charts/:chart.:format',
  summary: 'A chart of the dashboard as SVG, or as PNG at twice the size',
  access: 'read',
  params: Type.Object({ chart: oneOf(chartNames), format: oneOf(['svg', 'png'] as const) }),
  query,
  reply: { 200: 'image/svg+xml' },
  problems: ['period-invalid', 'unit-not-found'],
  handle: async ({ params, query, language, scope }, { figures }) => {
    const wanted = { ...query, unit: scope.unit(query.unit), language };
    return params.format === 'svg'
      ? file('image/svg+xml', await figures.chartSvg(params.chart, wanted))
      : file('image/png', await figures.chartPng(params.chart, wanted));
  },
});

export const tableFile = defineRoute({
  method: 'get',
  path: '/dashboard/tables/:table.csv',
  summary: 'A table of the dashboard as CSV, unrounded',
  access: 'read',
  params: Type.Object({ table: oneOf(tableNames) }),
  query,
  reply: { 200: 'text/csv' },
  problems: ['period-invalid', 'unit-not-found'],
  handle: async ({ params: { table }, query: { period, unit: wanted }, language, scope }, { figures }) => {
    const unit = scope.unit(wanted);
    const name = `${period}-${unit}-${table}.csv`;
    return file('text/csv; charset=utf-8', await figures.tableCsv(table, { period, unit, language }), {
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  },
});

export const dashboardFileRoutes: AnyRoute[] = [chartFile, tableFile];
