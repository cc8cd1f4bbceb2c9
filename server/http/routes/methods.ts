import { Type } from '@sinclair/typebox';
import { ok } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { nullable, textSchema } from './indices.js';

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

const methods = defineRoute({
  method: 'get',
  path: '/api/v1/methods',
  summary: 'The ways of computing a number: formula, legal basis, validity and source of each',
  access: 'read',
  reply: {
    200: Type.Object({
      methods: Type.Array(
        Type.Object({
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
          questionnaires: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  problems: [],
  handle: (_request, { catalogue }) =>
    ok({
      methods: [...catalogue.methods.values()].map((method) => ({
        id: method.id,
        version: method.version,
        kind: method.kind,
        title: method.title,
        legalBasis: method.legalBasis,
        formula: method.formula,
        source: method.source,
        validFrom: method.validFrom,
        validTo: method.validTo,
        legacy: method.legacy === true,
        questionnaires: method.questionnaires,
      })),
    }),
});

const score = defineRoute({
  method: 'post',
  path: '/api/v1/methods/:method/score',
  summary: 'A score from the values of its parts, by a method that computes from values; nothing is kept',
  access: 'read',
  params: Type.Object({ method: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{2,59}$' }) }),
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

export const methodApiRoutes: AnyRoute[] = [methods, score];
