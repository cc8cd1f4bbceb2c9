import { Type } from '@sinclair/typebox';
import { openApiDocument } from '../openapi.js';
import { ok } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';

/** The route that describes the others; it is given their list, so that no circle of imports arises. */
export function openApiRoute(routes: () => AnyRoute[]): AnyRoute {
  return defineRoute({
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    access: 'public',
    reply: { 200: Type.Object({}, { additionalProperties: true }) },
    problems: [],
    handle: () => ok(openApiDocument(routes(), '1')),
  });
}
