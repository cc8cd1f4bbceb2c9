import { cellText, isBlankLine } from './csv-record.js';
import { readCsv } from './read-csv.js';

export interface Suspect {
  row: number;
  line: number;
  /** Earlier row with the same hash. */
  before: number;
}

/**
 * Those of the suspects whose ids are truly the same text, with that text: reads the file a second time and compares, so
 * that two ids that only share a hash are never called duplicates. Rows are numbered as in `readAnswers`.
 */
export function sameIds(
  path: string,
  idCell: number,
  suspects: readonly Suspect[],
): (Suspect & { text: string })[] {
  const wanted = new Map(suspects.flatMap(({ row, before }) => [row, before]).map((row) => [row, '']));
  const last = Math.max(...wanted.keys());
  let row = -1;
  let columns = 0;
  readCsv(path, (record) => {
    if (row < 0) columns = record.cells;
    else if (isBlankLine(record, columns)) return true;
    row += 1;
    if (wanted.has(row)) wanted.set(row, cellText(record, idCell));
    return row < last;
  });
  return suspects.flatMap((suspect) => {
    const text = wanted.get(suspect.row)!;
    return text === wanted.get(suspect.before) ? [{ ...suspect, text }] : [];
  });
}
