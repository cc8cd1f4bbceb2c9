import { Type } from '@sinclair/typebox';
import { breakdowns, waysAcrossUnits, weightFaults } from '../../services/indices.js';
import { ok } from '../reply.js';
import { defineRoute } from '../route.js';
import {
  changeSchema,
  displaySchema,
  figureSchema,
  methodId,
  nullable,
  periodId,
  sourceSchema,
  textSchema,
  unitCode,
} from '../schemas.js';

const weightedSchema = Type.Object(
  {
    margins: Type.Array(Type.Object({ name: Type.String(), title: textSchema })),
    faults: Type.Array(
      Type.Object({
        kind: Type.Union(weightFaults.map((kind) => Type.Literal(kind))),
        margin: textSchema,
        category: nullable(textSchema),
      }),
    ),
    numbers: nullable(
      Type.Object({
        unweighted: figureSchema,
        overall: figureSchema,
        elements: Type.Array(
          Type.Object({ id: Type.String(), code: Type.String(), title: textSchema, figure: figureSchema }),
        ),
        designEffect: Type.Number(),
        effectiveN: Type.Number(),
        converged: Type.Boolean(),
        distance: Type.Number(),
        trimmed: Type.Integer(),
      }),
    ),
  },
  { description: 'The index weighted to a published population; null where none is loaded' },
);

export const indexTable = defineRoute({
  method: 'get',
  path: '/api/v1/indices',
  summary:
    'Satisfaction indices of a period with intervals and counts; null where nobody answered or few did',
  access: 'read',
  query: Type.Object(
    {
      period: periodId,
      unit: Type.Optional(unitCode),
      by: Type.Union(
        breakdowns.map((one) => Type.Literal(one)),
        { default: 'element' },
      ),
      item: Type.Optional(
        Type.String({
          pattern: '^[a-z0-9][a-z0-9_]{0,39}$',
          description: 'Only with by=answer: id of a question with one answer out of several',
        }),
      ),
      method: Type.Optional(methodId),
    },
    { additionalProperties: false },
  ),
  reply: {
    200: Type.Object({
      period: Type.Object({
        id: Type.String(),
        label: textSchema,
        from: Type.String({ format: 'date-time' }),
        to: Type.String({ format: 'date-time' }),
      }),
      unit: Type.Object({ code: Type.String(), name: textSchema }),
      method: Type.Object({
        id: Type.String(),
        version: Type.Integer(),
        title: textSchema,
        note: nullable(textSchema),
      }),
      source: sourceSchema,
      by: Type.String(),
      overall: figureSchema,
      change: nullable(changeSchema),
      rows: Type.Array(
        Type.Object({
          id: Type.String(),
          code: Type.String(),
          label: textSchema,
          figure: figureSchema,
          counts: Type.Optional(
            Type.Object({
              levels: Type.Array(Type.Integer(), { minItems: 5, maxItems: 5 }),
              notUsed: Type.Integer(),
              blank: Type.Integer(),
            }),
          ),
          rank: Type.Optional(nullable(Type.Object({ from: Type.Integer(), to: Type.Integer() }))),
        }),
      ),
      acrossUnits: Type.Optional(
        Type.Array(
          Type.Object({
            rule: Type.Union(waysAcrossUnits.map((way) => Type.Literal(way))),
            title: textSchema,
            isMain: Type.Boolean(),
            figure: nullable(figureSchema),
            unitsWithoutDossiers: Type.Array(Type.String()),
          }),
        ),
      ),
      weighted: nullable(weightedSchema),
      others: Type.Array(
        Type.Object({
          method: Type.Object({ id: Type.String(), version: Type.Integer(), title: textSchema }),
          display: displaySchema,
          source: sourceSchema,
          responses: Type.Integer(),
          figure: figureSchema,
        }),
      ),
    }),
  },
  problems: [
    'period-invalid',
    'unit-not-found',
    'method-not-found',
    'item-not-found',
    'transactions-missing',
  ],
  handle: async ({ query, scope }, { indices }) =>
    ok(await indices.table({ ...query, unit: scope.unit(query.unit) })),
});
