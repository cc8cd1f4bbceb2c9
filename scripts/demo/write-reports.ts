import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reports } from '../../server/services/reports.js';

/** Where the report files of a period stand. */
export function reportPaths(folder: string, period: string, unitCodes: readonly string[]): string[] {
  return unitCodes.flatMap((unit) =>
    ['html', 'pdf'].map((format) => join(folder, `${period}-${unit}.${format}`)),
  );
}

/** Writes the reports of a period as HTML and PDF. Stops between two files once `stop` is aborted. */
export async function writeReports(options: {
  reports: Pick<Reports, 'html' | 'pdf'>;
  period: string;
  unitCodes: readonly string[];
  folder: string;
  wrote: (files: number) => void;
  stop: AbortSignal;
}): Promise<void> {
  const { reports, period, unitCodes, folder, wrote, stop } = options;
  await mkdir(folder, { recursive: true });
  let written = 0;
  for (const unitCode of unitCodes) {
    const [html, pdf] = reportPaths(folder, period, [unitCode]) as [string, string];
    stop.throwIfAborted();
    await writeFile(html, await reports.html(period, unitCode));
    wrote((written += 1));
    stop.throwIfAborted();
    await writeFile(pdf, await reports.pdf(period, unitCode));
    wrote((written += 1));
  }
}
