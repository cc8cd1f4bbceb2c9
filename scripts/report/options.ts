import { parseArgs } from 'node:util';
import { lastCompleteQuarter, parsePeriod } from '../../server/domain/period.js';
import { InputError } from '../input-error.js';

export const usage =
  'npm run report -- [--period 2026-Q3] [--unit CODE] [--out DIR] [--mail]\n' +
  '  --period  a year, quarter or month; default: the last complete quarter\n' +
  '  --unit    code of the unit; default: the one above all others\n' +
  '  --out     folder for the files; default: reports below DATA_DIR\n' +
  '  --mail    send it to REPORT_TO instead of writing files';

export interface ReportOptions {
  period: string;
  /** null: the unit above all others. */
  unit: string | null;
  /** Folder for the files; null: the usual one, and none when the report goes by mail. */
  out: string | null;
  mail: boolean;
}

/** @throws InputError for an option that is not known. @throws Problem period-invalid. */
export function readReportOptions(args: string[], now: Date): ReportOptions {
  const values = parsed(args);
  const mail = values.mail ?? false;
  return {
    period: values.period === undefined ? lastCompleteQuarter(now).id : parsePeriod(values.period).id,
    unit: values.unit ?? null,
    out: values.out ?? null,
    mail,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        period: { type: 'string' },
        unit: { type: 'string' },
        out: { type: 'string' },
        mail: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n\n${usage}`);
  }
}
