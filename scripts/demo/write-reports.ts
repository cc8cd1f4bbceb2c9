import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reports } from '../../server/services/reports.js';

/** Writes the reports of a period as HTML and PDF; returns the paths. Stops between two files once `stop` is aborted. */
export async function writeReports(options: {
  reports: Reports;
  period: string;
  unitCodes: readonly string[];
  folder: string;
  wrote: (files: number) => void;
  stop: AbortSignal;
}): Promise<string[]> {
  const { reports, period, unitCodes, folder, wrote, stop } = options;
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const unitCode of unitCodes)
    for (const format of ['html', 'pdf'] as const) {
      stop.throwIfAborted();
      const path = join(folder, `${period}-${unitCode}.${format}`);
      await writeFile(path, await reports[format](period, unitCode));
      wrote(paths.push(path));
    }
  return paths;
}
