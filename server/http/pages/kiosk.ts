import { Type, type Static } from '@sinclair/typebox';
import { languages } from '../../domain/questionnaire.js';
import { page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { collectorParams } from '../routes/responses.js';
import { placeOf, placeQuery } from './place.js';
import { startView } from './survey-views.js';

/** Seconds of the warning before an abandoned form ends; a slow reader has this long to say "I am still here". */
const COUNTDOWN = 20;

const kioskQuery = Type.Intersect([
  placeQuery,
  Type.Object({
    /** Seconds without a touch before the warning. */
    idle: Type.Optional(Type.Integer({ minimum: 15, maximum: 600, default: 45 })),
    /** What becomes of an abandoned form: thrown away, or sent with what was answered. */
    timeout: Type.Optional(
      Type.Union([Type.Literal('discard'), Type.Literal('submit')], { default: 'discard' }),
    ),
  }),
]);

/** How the device behaves, as its script reads it. */
function deviceOf({ idle = 45, timeout = 'discard' }: Static<typeof kioskQuery>): object {
  return { idleSeconds: idle, countdownSeconds: COUNTDOWN, onTimeout: timeout, languages };
}

export const kiosk = defineRoute({
  method: 'get',
  path: '/kiosk/:collectorId',
  summary: 'The survey for a shared screen: one question at a time, cleaned after each person',
  access: 'public',
  params: collectorParams,
  query: kioskQuery,
  reply: { 200: 'text/html' },
  problems: ['collector-not-found', 'collector-closed', 'malformed-request'],
  handle: async ({ params, query }, { collectors, catalogue }) => {
    const open = await collectors.open(params.collectorId);
    const place = placeOf(query, catalogue);
    const nobody = { id: '', startedAt: null, ...place, answers: {}, consentSensitive: false };
    const { setup, ...view } = startView(open, catalogue, nobody);
    return page('kiosk', { ...view, setup: { ...setup, device: deviceOf(query) } });
  },
});

export const kioskPages: AnyRoute[] = [kiosk];
