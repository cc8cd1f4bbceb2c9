import { endOf, newestVersion, versionOn } from '../../domain/method-versions.js';
import { dayOf } from '../../domain/period.js';
import { DEFAULT_METHOD } from '../../services/numbers/survey-method.js';
import { scorePartLines } from '../../services/score-parts.js';
import { page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';

export const methods = defineRoute({
  method: 'get',
  path: '/methods',
  summary:
    'How every number is computed, in words: formula, legal basis, aggregation, each version with its time',
  access: 'read',
  reply: { 200: 'text/html' },
  problems: [],
  handle: (_request, { catalogue, now }) => {
    const today = dayOf(now());
    const rows = [...catalogue.methods.values()].flatMap((versions) => {
      const current = versionOn(versions, today);
      return versions.toReversed().map((method) => ({
        ...method,
        validTo: endOf(versions, method),
        used: method.id === DEFAULT_METHOD && method === current,
        upcoming: method.validFrom !== null && method.validFrom > today,
        replaced: method !== newestVersion(versions) && method.version < current.version,
        survey: method.kind === 'survey',
        legacy: method.legacy === true,
        parts: method.kind === 'score' ? scorePartLines(method.tree) : [],
        // Below the first of them nothing is shown, below the second with a warning.
        display: method.kind === 'survey' ? method.display : null,
      }));
    });
    // The method in use first; then those that surveys feed; those that take imported values last.
    const place = (row: (typeof rows)[number]) => (row.id === DEFAULT_METHOD ? 0 : row.survey ? 1 : 2);
    return page('methods', { methods: rows.sort((a, b) => place(a) - place(b)) });
  },
});

export const methodRoutes: AnyRoute[] = [methods];
