import { Type } from '@sinclair/typebox';
import { file } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId, unitCode } from './indices.js';

const params = Type.Object({
  period: periodId,
  unit: unitCode,
  format: Type.Union([Type.Literal('html'), Type.Literal('pdf')]),
});

/** The report as a page has its styles and charts inside, so that it can be saved as one file. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const reportFile = defineRoute({
  method: 'get',
  path: '/reports/:period/:unit.:format',
  summary: 'The report of a period and unit in the official layout',
  access: 'administrator',
  params,
  reply: { 200: 'application/pdf' },
  problems: ['period-invalid', 'unit-not-found'],
  async handle({ params: { period, unit, format } }, { reports }) {
    if (format === 'html')
      return file('text/html; charset=utf-8', await reports.html(period, unit), {
        'Content-Security-Policy': REPORT_POLICY,
      });
    const name = `bao-cao-${period}-${unit}.pdf`;
    return file('application/pdf', await reports.pdf(period, unit), {
      'Content-Disposition': `inline; filename="${name}"`,
    });
  },
});

export const reportFileRoutes: AnyRoute[] = [reportFile];
