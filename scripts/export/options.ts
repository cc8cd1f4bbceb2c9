import { parseArgs } from 'node:util';
import { versionName } from '../../server/domain/questionnaire.js';
import { InputError } from '../input-error.js';

export const usage =
  'npm run export -- --period 2026-Q3 --questionnaire ID[@VERSION] [--out FILE]\n' +
  '  --period         a year, quarter or month\n' +
  '  --questionnaire  its newest version, where none is named\n' +
  '  --out            a file; default: standard output\n' +
  'The last line counts the rows.';

export interface ExportOptions {
  period: string;
  questionnaire: string;
  /** null: standard output. */
  out: string | null;
}

/** @throws InputError for an option that is missing or not known. */
export function readExportOptions(args: string[]): ExportOptions {
  try {
    const { period, questionnaire, out } = parseArgs({
      args,
      options: { period: { type: 'string' }, questionnaire: { type: 'string' }, out: { type: 'string' } },
    }).values;
    if (period === undefined || questionnaire === undefined)
      throw new Error('--period and --questionnaire are needed');
    return { period, questionnaire, out: out ?? null };
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n\n${usage}`);
  }
}

/** `id@version` as it stands; of a bare id the newest version among the known ones. */
export function versionOf(name: string, known: Iterable<{ id: string; version: number }>): string {
  const versions = [...known].filter(({ id }) => id === name).map(({ version }) => version);
  return versions.length === 0 ? name : versionName({ id: name, version: Math.max(...versions) });
}
