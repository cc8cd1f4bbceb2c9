import { Type } from '@sinclair/typebox';
import { endOf } from '../../domain/method-versions.js';
import { methodTold } from '../../services/method-told.js';
import { ok } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { nullable, textSchema, methodId } from '../schemas.js';

const partFields = {
  id: Type.String(),
  title: textSchema,
  value: nullable(Type.Number()),
  weight: Type.Optional(Type.Number()),
};
/** A tree of any depth; two levels of it are described. */
const part = Type.Object({
  ...partFields,
  parts: Type.Optional(
    Type.Array(Type.Object({ ...partFields, parts: Type.Optional(Type.Array(Type.Unknown())) })),
  ),
});

const methodFields = {
  id: Type.String(),
  version: Type.Integer(),
  kind: Type.Union([Type.Literal('survey'), Type.Literal('score')]),
  title: textSchema,
  legalBasis: textSchema,
  formula: textSchema,
  source: Type.String(),
  validFrom: nullable(Type.String()),
  validTo: nullable(Type.String()),
  legacy: Type.Boolean(),
  label: Type.Optional(textSchema),
  questionnaires: Type.Array(Type.String()),
};
const ends = Type.Object({ low: Type.Number(), high: Type.Number() });
const methodParams = Type.Object({ method: methodId });

const methods = defineRoute({
  method: 'get',
  path: '/api/v1/methods',
  summary: 'The ways of computing a number, every version of each: formula, legal basis, validity and source',
  access: 'read',
  reply: { 200: Type.Object({ methods: Type.Array(Type.Object(methodFields)) }) },
  problems: [],
  handle: (_request, { catalogue }) =>
    ok({
      methods: [...catalogue.methods.values()].flatMap((versions) =>
        versions.map((method) => methodTold(method, endOf(versions, method))),
      ),
    }),
});

const oneMethod = defineRoute({
  method: 'get',
  path: '/api/v1/methods/:method',
  summary:
    'One way of computing a number, in the version of today or the one named; of a score also its parts',
  access: 'read',
  params: methodParams,
  reply: {
    200: Type.Object({
      ...methodFields,
      parts: Type.Array(
        Type.Object({
          id: Type.String(),
          title: textSchema,
          depth: Type.Integer(),
          share: nullable(Type.Number()),
          range: nullable(ends),
          scale: nullable(ends),
        }),
      ),
    }),
  },
  problems: ['method-not-found'],
  handle: ({ params }, { scores }) => ok(scores.method(params.method)),
});

const score = defineRoute({
  method: 'post',
  path: '/api/v1/methods/:method/score',
  summary: 'A score from the values of its parts, by a method that computes from values; nothing is kept',
  access: 'read',
  params: methodParams,
  body: Type.Object(
    {
      values: Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
        Type.Union([Type.Number(), Type.Null()]),
      ),
    },
    { additionalProperties: false },
  ),
  reply: {
    200: Type.Object({
      value: nullable(Type.Number()),
      method: Type.String(),
      version: Type.Integer(),
      label: Type.Optional(textSchema),
      legacy: Type.Optional(Type.Boolean()),
      grade: Type.Optional(nullable(textSchema)),
      missing: Type.Array(Type.String()),
      parts: Type.Array(part),
    }),
  },
  problems: ['method-not-found', 'values-invalid'],
  handle: ({ params, body }, { scores }) => ok(scores.score(params.method, body.values)),
});

export const methodApiRoutes: AnyRoute[] = [methods, oneMethod, score];
