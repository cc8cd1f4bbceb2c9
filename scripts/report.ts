/** `npm run report -- --period 2026-Q3 [--unit 01] [--mail] [--out DIR]`: a report as HTML and PDF, or by mail. */
import { withHouse } from './open-house.js';
import { makeReport } from './report/make-report.js';
import { readReportOptions } from './report/options.js';

await withHouse(
  () => readReportOptions(process.argv.slice(2), new Date()),
  async ({ services }, options) =>
    makeReport(services.reports, { ...options, unit: options.unit ?? services.rootUnit }, (line) =>
      console.log(line),
    ),
);
