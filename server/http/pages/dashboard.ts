import { Type } from '@sinclair/typebox';
import { methodVersions } from '../../domain/method-versions.js';
import { parsePeriod } from '../../domain/period.js';
import { versionName } from '../../domain/questionnaire.js';
import { targetFor } from '../../services/attention.js';
import type { Reports } from '../../services/reports.js';
import { defaultPeriod, periodChoices } from '../../services/period-choices.js';
import { findUnits } from '../../services/unit-search.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId, unitCode } from '../schemas.js';
import { dashboardUrl, dashboardView } from './dashboard-view.js';
import { oneOf } from './one-of.js';
import { defaultOrder, unitColumns } from './unit-order.js';

/** Texts somebody typed into a search box. */
export const searchText = Type.String({ maxLength: 200 });

/** The last quarter that has ended; the running one while nobody had answered in that, as in a house just opened. */
async function periodToBegin(reports: Pick<Reports, 'model'>, unit: string, now: Date): Promise<string> {
  const last = defaultPeriod(now).id;
  const { collection, others } = await reports.model(last, unit);
  return collection.received > 0 || others.length > 0 ? last : periodChoices(now).quarters[0]!.id;
}

export const dashboard = defineRoute({
  method: 'get',
  path: '/dashboard',
  summary: 'Indices of a period and a unit with intervals, changes, elements, criteria, units and channels',
  access: 'read',
  query: Type.Object({
    period: Type.Optional(periodId),
    unit: Type.Optional(unitCode),
    find: Type.Optional(searchText),
    sort: Type.Optional(oneOf(unitColumns)),
    direction: Type.Optional(oneOf(['ascending', 'descending'] as const)),
  }),
  reply: { 200: 'text/html', 303: 'text/html' },
  problems: ['period-invalid', 'unit-not-found'],
  handle: async ({ query, language, scope }, { reports, figures, liveCount, catalogue, now }) => {
    const unit = scope.unit(query.unit);
    const period = query.period ?? (await periodToBegin(reports, unit, now()));
    const text = query.find?.trim() ?? '';
    const found = findUnits(scope.units, text);
    if (found.length === 1) return seeOther(dashboardUrl(period, found[0]!.code));

    const [model, live] = await Promise.all([reports.model(period, unit), liveCount.today(unit)]);
    const year = Number(model.period.id.slice(0, 4));
    const [method] = methodVersions(catalogue, versionName(model.method)) ?? [];
    const target = targetFor(method?.targets, year);
    const { column, direction } = defaultOrder;
    const order = { column: query.sort ?? column, direction: query.direction ?? direction };
    const charts = figures.charts(model, language);
    return page('dashboard', {
      ...dashboardView(model, { language, target, order }),
      live,
      choices: periodChoices(now(), parsePeriod(period)),
      hasOtherUnits: scope.units.length > 1,
      unitNames: scope.units.map(({ name }) => name),
      search:
        text === ''
          ? null
          : { text, found: found.map(({ code, name }) => ({ name, href: dashboardUrl(period, code) })) },
      charts,
      levels: charts.distribution.levels.map((text, position) => ({ value: position + 1, text })),
    });
  },
});

export const today = defineRoute({
  method: 'get',
  path: '/dashboard/today',
  summary: 'The responses of the running day so far, as the part of the dashboard that shows them',
  access: 'read',
  query: Type.Object({ unit: unitCode }),
  reply: { 200: 'text/html' },
  problems: ['unit-not-found'],
  handle: async ({ query, scope }, { liveCount }) =>
    page('today', { live: await liveCount.today(scope.unit(query.unit)) }),
});

export const dashboardRoutes: AnyRoute[] = [dashboard, today];
