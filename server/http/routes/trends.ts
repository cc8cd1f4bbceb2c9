import { Type } from '@sinclair/typebox';
import { PERIODS_MOST } from '../../services/trends.js';
import { ok } from '../reply.js';
import { defineRoute } from '../route.js';
import {
  changeSchema,
  displaySchema,
  figureSchema,
  nullable,
  periodId,
  sourceSchema,
  textSchema,
  unitCode,
  methodId,
} from '../schemas.js';

export const trendTable = defineRoute({
  method: 'get',
  path: '/api/v1/trends',
  summary: 'The overall index period by period, with the breaks across which nothing is compared',
  access: 'read',
  query: Type.Object(
    {
      last: periodId,
      count: Type.Integer({ minimum: 2, maximum: PERIODS_MOST, default: 5 }),
      unit: Type.Optional(unitCode),
      method: Type.Optional(methodId),
    },
    { additionalProperties: false },
  ),
  reply: {
    200: Type.Object({
      unit: Type.Object({ code: Type.String(), name: textSchema }),
      method: Type.Object({ id: Type.String(), version: Type.Integer(), title: textSchema }),
      rows: Type.Array(
        Type.Object({
          period: Type.Object({ id: Type.String(), label: textSchema }),
          source: sourceSchema,
          methodVersion: Type.Integer(),
          display: displaySchema,
          figure: figureSchema,
          break: nullable(
            Type.Union(['method', 'questionnaire', 'source'].map((reason) => Type.Literal(reason))),
          ),
          change: nullable(changeSchema),
        }),
      ),
    }),
  },
  problems: ['period-invalid', 'unit-not-found', 'method-not-found', 'transactions-missing'],
  handle: async ({ query, scope }, { trends }) =>
    ok(await trends.table({ ...query, unit: scope.unit(query.unit) })),
});
