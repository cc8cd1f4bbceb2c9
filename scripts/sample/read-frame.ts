import { cellText, isBlankLine } from '../index/csv-record.js';
import { InputError } from '../input-error.js';
import { readCsv } from '../index/read-csv.js';
import { frameFaults } from '../../server/satisfaction/draw-sample.js';
import type { FrameStratum } from '../../server/satisfaction/draw-stratified-sample.js';

/**
 * The frame of a CSV by strata, in the order of the file; one stratum named '' without a column of strata.
 * @throws InputError naming columns that are missing, rows without id and ids that stand twice.
 */
export function readFrame(path: string, id: string, by: string | null): FrameStratum[] {
  const strata = new Map<string, string[]>();
  const all: string[] = [];
  let names: string[] | null = null;
  readCsv(path, (record) => {
    if (names === null) {
      names = Array.from({ length: record.cells }, (_, k) => cellText(record, k));
      const missing = [id, ...(by === null ? [] : [by])].filter((name) => !names!.includes(name));
      if (missing.length > 0) throw new InputError(`column ${missing.join(', ')}: missing`);
      return true;
    }
    if (isBlankLine(record, names.length)) return true;
    const person = cellText(record, names.indexOf(id));
    const stratum = by === null ? '' : cellText(record, names.indexOf(by));
    all.push(person);
    const known = strata.get(stratum);
    if (known) known.push(person);
    else strata.set(stratum, [person]);
    return true;
  });
  const faults = frameFaults(all);
  if (all.length === 0) faults.push(`${path} has no rows`);
  if (faults.length > 0) throw new InputError(faults.slice(0, 20).join('\n'));
  return [...strata].map(([name, frame]) => ({ name, frame }));
}
