/** `npm run report -- --period 2026-Q3 [--unit 01] [--mail] [--out DIR]`: a report as HTML and PDF, or by mail. */
import { join } from 'node:path';
import { withHouse } from './open-house.js';
import { makeReport } from './report/make-report.js';
import { readReportOptions } from './report/options.js';

await withHouse(
  () => readReportOptions(process.argv.slice(2), new Date()),
  async ({ services }, { period, unit, out, mail }, { dataDir }) => {
    const folder = out ?? (mail ? null : join(dataDir, 'reports'));
    const wanted = { period, unit: unit ?? services.rootUnit, out: folder, mail };
    await makeReport(services.reports, wanted, (line) => console.log(line));
  },
);
