import { Type } from '@sinclair/typebox';
import type { Catalogue } from '../../domain/catalogue.js';
import type { Domain } from '../../domain/questionnaire.js';
import { file, page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { collectorParams } from '../routes/responses.js';
import { oneOf } from './one-of.js';
import { placeOf, placeQuery } from './place.js';

/** Procedures that a form may be about: those of its field, all of them for a general form. */
function proceduresOf({ procedures }: Catalogue, domain: Domain, chosen: string | null) {
  return [...procedures.values()]
    .filter((procedure) => domain === 'general' || procedure.domain === domain)
    .map(({ code, name }) => ({ code, name, chosen: code === chosen }));
}

export const deskCard = defineRoute({
  method: 'get',
  path: '/collectors/:collectorId/card',
  summary: 'A card to print for the desk, with the QR code of the survey',
  access: 'collect',
  params: collectorParams,
  query: placeQuery,
  reply: { 200: 'text/html' },
  problems: ['collector-not-found'],
  handle: async ({ params, query }, { posters, catalogue }) => {
    const { desk, procedure } = placeOf(query, catalogue);
    const place = { ...(desk !== null && { desk }), ...(procedure !== null && { procedure }) };
    const { collector, unit, questionnaire, surveyUrl } = await posters.poster(params.collectorId, place);
    const filledIn = new URLSearchParams(place).toString();
    return page('desk-card', {
      id: collector.id,
      unit: unit.name,
      desk,
      procedure: procedure === null ? null : (catalogue.procedures.get(procedure)?.name ?? null),
      surveyUrl,
      qr: `/collectors/${collector.id}/qr.svg${filledIn === '' ? '' : `?${filledIn}`}`,
      minutes: Math.max(1, Math.round(questionnaire.expectedSeconds / 60)),
      procedures: proceduresOf(catalogue, questionnaire.domain, procedure),
    });
  },
});

export const qrCode = defineRoute({
  method: 'get',
  path: '/collectors/:collectorId/qr.:format',
  summary: 'The QR code that opens the survey with unit, desk and procedure filled in',
  access: 'collect',
  params: Type.Object({ ...collectorParams.properties, format: oneOf(['svg', 'png'] as const) }),
  query: placeQuery,
  reply: { 200: 'image/svg+xml' },
  problems: ['collector-not-found'],
  handle: async ({ params: { collectorId, format }, query }, { posters, catalogue }) => {
    const { desk, procedure } = placeOf(query, catalogue);
    const place = { desk: desk ?? undefined, procedure: procedure ?? undefined };
    return format === 'svg'
      ? file('image/svg+xml', await posters.qrSvg(collectorId, place))
      : file('image/png', await posters.qrPng(collectorId, place));
  },
});

export const deskCardRoutes: AnyRoute[] = [deskCard, qrCode];
