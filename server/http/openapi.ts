import type { TSchema } from '@sinclair/typebox';
import { worksWithTemporaryPassword } from '../domain/permissions.js';
import { problemCodes } from '../problem.js';
import type { AnyRoute, ReplyShape } from './route.js';
import { COOKIE } from './session.js';

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(problemCodes) },
    detail: { type: 'string' },
    instance: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'reason'],
        properties: { pointer: { type: 'string' }, reason: { type: 'string' } },
      },
    },
  },
};

/** Problems that any route may answer, whatever it names itself. */
function commonProblems(route: AnyRoute): (keyof typeof problemCodes)[] {
  return [
    'malformed-request',
    'not-found',
    ...(route.body || route.form ? (['body-too-large', 'unsupported-media-type'] as const) : []),
    ...(route.access === 'public' ? [] : (['sign-in-required', 'not-permitted'] as const)),
    ...(worksWithTemporaryPassword(route.access) ? [] : (['password-temporary'] as const)),
    ...(route.limit ? (['too-many-requests'] as const) : []),
    'internal',
  ];
}

function parameters(schema: TSchema | undefined, place: 'path' | 'query'): object[] {
  return Object.entries((schema?.['properties'] ?? {}) as Record<string, TSchema>).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || ((schema?.['required'] ?? []) as string[]).includes(name),
    schema: one,
  }));
}

function replyContent(shape: ReplyShape): object {
  return typeof shape === 'string' ? { [shape]: {} } : { 'application/json': { schema: shape } };
}

function responses(route: AnyRoute): Record<string, object> {
  const good = Object.entries(route.reply).map(([status, shape]) => [
    status,
    { description: route.summary, content: replyContent(shape) },
  ]);
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...route.problems, ...commonProblems(route)])) {
    const { status } = problemCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const bad = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return Object.fromEntries([...bad, ...good]) as Record<string, object>;
}

/** The API part of the routes (`/api/…` and `/healthz`) as an OpenAPI 3.1 document. */
export function openApiDocument(routes: AnyRoute[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes.filter(({ path }) => path.startsWith('/api/') || path === '/healthz')) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method]: {
        summary: route.summary,
        security: route.access === 'public' ? [] : [{ session: [] }],
        parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
        ...(route.body && {
          requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
        }),
        responses: responses(route),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Hài Lòng', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: COOKIE } },
    },
  };
}
