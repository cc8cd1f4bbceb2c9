import { dayOf } from '../../domain/period.js';
import { page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { methodCards } from './method-cards.js';

export const methods = defineRoute({
  method: 'get',
  path: '/methods',
  summary:
    'How every number is computed, in words: formula, legal basis, aggregation, the time of each version',
  access: 'read',
  reply: { 200: 'text/html' },
  problems: [],
  handle: (_request, { catalogue, now }) =>
    page('methods', { methods: methodCards(catalogue, dayOf(now())) }),
});

export const methodRoutes: AnyRoute[] = [methods];
