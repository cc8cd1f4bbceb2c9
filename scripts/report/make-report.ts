import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reports } from '../../server/services/reports.js';
import type { ReportOptions } from './options.js';

/** Writes `PERIOD-UNIT.html` and `.pdf`, or sends the report; says each file and each address that took it. */
export async function makeReport(
  reports: Pick<Reports, 'html' | 'pdf' | 'mail'>,
  { period, unit, out, mail }: ReportOptions & { unit: string },
  say: (line: string) => void,
): Promise<void> {
  if (out !== null) {
    const [html, pdf] = [await reports.html(period, unit), await reports.pdf(period, unit)];
    await mkdir(out, { recursive: true });
    for (const [format, content] of [
      ['html', html],
      ['pdf', pdf],
    ] as const) {
      const path = join(out, `${period}-${unit}.${format}`);
      await writeFile(path, content);
      say(path);
    }
  }
  if (mail) for (const address of await reports.mail(period, unit)) say(`sent to ${address}`);
}
