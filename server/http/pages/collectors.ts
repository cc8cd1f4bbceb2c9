import { Type } from '@sinclair/typebox';
import { Problem } from '../../problem.js';
import { collectorDirectory, type DirectoryEntry } from '../../services/collector-directory.js';
import { page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { unitCode } from '../schemas.js';
import { collectorParams } from '../routes/responses.js';
import { searchText } from './dashboard.js';

/** Addresses of a collector within this server. */
export function collectorLinks(id: string) {
  return {
    survey: `/s/${id}`,
    kiosk: `/kiosk/${id}`,
    card: `/collectors/${id}/card`,
    qrSvg: `/collectors/${id}/qr.svg`,
    qrPng: `/collectors/${id}/qr.png`,
  };
}

function row({ collector, unit, questionnaire, open }: DirectoryEntry, now: Date) {
  return {
    id: collector.id,
    unit: unit.name,
    form: questionnaire.title,
    channelKey: `official.channel.${collector.channel}`,
    randomSample: collector.randomSample,
    open,
    /** Shown where it is closed: the day it opens, or the last moment it took answers. */
    opensAt: collector.opensAt > now ? collector.opensAt : null,
    closesAt: collector.closesAt,
    links: collectorLinks(collector.id),
  };
}

export const collectors = defineRoute({
  method: 'get',
  path: '/collectors',
  summary: 'Collectors with their links and QR codes, to search and to page through',
  access: 'collect',
  query: Type.Object({
    q: Type.Optional(searchText),
    unit: Type.Optional(unitCode),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    created: Type.Optional(collectorParams.properties.collectorId),
  }),
  reply: { 200: 'text/html' },
  problems: ['unit-not-found'],
  handle: async ({ query }, { collectors, catalogue, now }) => {
    const unit = query.unit === undefined ? null : catalogue.units.get(query.unit);
    if (unit === undefined) throw new Problem('unit-not-found');
    const all = await collectors.list(query.unit);
    const search = query.q?.trim() ?? '';
    const found = collectorDirectory(all, catalogue, { search, page: query.page ?? 1 }, now());
    const pageLink = (number: number) =>
      `/collectors?${new URLSearchParams({
        ...(search !== '' && { q: search }),
        ...(unit && { unit: unit.code }),
        page: String(number),
      })}`;
    return page('collectors', {
      search,
      unit: unit && { code: unit.code, name: unit.name },
      none: all.length === 0,
      created: query.created === undefined ? null : collectorLinks(query.created),
      rows: found.entries.map((entry) => row(entry, now())),
      total: found.total,
      current: found.page,
      pages: found.pages,
      previous: found.page > 1 ? pageLink(found.page - 1) : null,
      next: found.page < found.pages ? pageLink(found.page + 1) : null,
    });
  },
});

export const collectorRoutes: AnyRoute[] = [collectors];
