import { Type } from '@sinclair/typebox';
import { file } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId, unitCode } from '../schemas.js';

const params = Type.Object({
  period: periodId,
  unit: unitCode,
  format: Type.Union([Type.Literal('html'), Type.Literal('pdf')]),
});

/** The report as a page has its styles, fonts and charts inside, so that it can be saved as one file; no script runs. */
function reportPolicy(styleHash: string): string {
  const nothing = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map(
    (name) => `${name} 'none'`,
  );
  return [...nothing, `style-src ${styleHash}`, 'img-src data:', 'font-src data:'].join('; ');
}

export const reportFile = defineRoute({
  method: 'get',
  path: '/reports/:period/:unit.:format',
  summary: 'The report of a period and unit in the official layout',
  access: 'read',
  params,
  reply: { 200: 'application/pdf' },
  problems: ['period-invalid', 'unit-not-found'],
  async handle({ params: { period, unit: wanted, format }, scope }, { reports, reportStyleHash }) {
    const unit = scope.unit(wanted);
    if (format === 'html')
      return file('text/html; charset=utf-8', await reports.html(period, unit), {
        'Content-Security-Policy': reportPolicy(reportStyleHash),
      });
    const name = `bao-cao-${period}-${unit}.pdf`;
    return file('application/pdf', await reports.pdf(period, unit), {
      'Content-Disposition': `inline; filename="${name}"`,
    });
  },
});

export const reportFileRoutes: AnyRoute[] = [reportFile];
