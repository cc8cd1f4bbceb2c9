import { Type } from '@sinclair/typebox';
import type { Period } from '../../domain/period.js';
import { Problem } from '../../problem.js';
import { isRunning, periodChoices } from '../../services/period-choices.js';
import { findUnits } from '../../services/unit-search.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { unitCode } from '../schemas.js';
import { searchText } from './dashboard.js';
import { dashboardUrl } from './dashboard-view.js';

function row(period: Period, unit: string, now: Date) {
  return {
    label: period.label,
    running: isRunning(period, now),
    html: `/reports/${period.id}/${unit}.html`,
    pdf: `/reports/${period.id}/${unit}.pdf`,
    dashboard: dashboardUrl(period.id, unit),
  };
}

export const reports = defineRoute({
  method: 'get',
  path: '/reports',
  summary: 'The reports of a unit by period, as drafts',
  access: 'read',
  query: Type.Object({ unit: Type.Optional(unitCode), find: Type.Optional(searchText) }),
  reply: { 200: 'text/html', 303: 'text/html' },
  problems: ['unit-not-found'],
  handle: ({ query, scope }, { catalogue, now }) => {
    const text = query.find?.trim() ?? '';
    const found = findUnits(scope.units, text);
    if (found.length === 1) return seeOther(`/reports?${new URLSearchParams({ unit: found[0]!.code })}`);
    const unit = catalogue.units.get(scope.unit(query.unit));
    if (!unit) throw new Problem('unit-not-found');

    const at = now();
    const { quarters, months, years } = periodChoices(at);
    const rows = (periods: Period[]) => periods.map((period) => row(period, unit.code, at));
    return page('reports', {
      unit: { code: unit.code, name: unit.name },
      hasOtherUnits: scope.units.length > 1,
      unitNames: scope.units.map(({ name }) => name),
      search:
        text === ''
          ? null
          : { text, found: found.map(({ code, name }) => ({ name, href: `/reports?unit=${code}` })) },
      groups: [
        { key: 'official.dashboard.quarters', open: true, rows: rows(quarters) },
        { key: 'official.dashboard.years', open: false, rows: rows(years) },
        { key: 'official.dashboard.months', open: false, rows: rows(months) },
      ],
    });
  },
});

export const reportPageRoutes: AnyRoute[] = [reports];
