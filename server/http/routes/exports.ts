import { Type } from '@sinclair/typebox';
import { stream } from '../reply.js';
import { defineRoute } from '../route.js';
import { periodId } from '../schemas.js';

export const responsesCsv = defineRoute({
  method: 'get',
  path: '/exports/:period/:questionnaire.csv',
  summary: 'The raw answers to one questionnaire version in a period, one row a response',
  access: 'export',
  params: Type.Object({
    period: periodId,
    questionnaire: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{2,59}@[0-9]{1,4}$' }),
  }),
  reply: { 200: 'text/csv' },
  problems: ['period-invalid', 'questionnaire-not-found'],
  async handle({ params: { period, questionnaire } }, { exports }) {
    const name = `${period}-${questionnaire.replace('@', '-v')}.csv`;
    return stream('text/csv; charset=utf-8', await exports.responsesCsv(period, questionnaire), {
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  },
});
