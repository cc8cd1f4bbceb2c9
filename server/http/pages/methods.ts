import { DEFAULT_METHOD } from '../../services/numbers/survey-method.js';
import { scorePartLines } from '../../services/score-parts.js';
import { page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';

export const methods = defineRoute({
  method: 'get',
  path: '/methods',
  summary: 'How every number is computed, in words: formula, legal basis, aggregation, version',
  access: 'read',
  reply: { 200: 'text/html' },
  problems: [],
  handle: (_request, { catalogue }) => {
    const rows = [...catalogue.methods.values()].map((method) => ({
      ...method,
      used: method.id === DEFAULT_METHOD,
      survey: method.kind === 'survey',
      legacy: method.legacy === true,
      parts: method.kind === 'score' ? scorePartLines(method.tree) : [],
    }));
    // The one in use first; then those that surveys feed; those that take imported values last.
    const place = (row: (typeof rows)[number]) => (row.used ? 0 : row.survey ? 1 : 2);
    return page('methods', { methods: rows.sort((a, b) => place(a) - place(b)) });
  },
});

export const methodRoutes: AnyRoute[] = [methods];
