import { stringify } from 'csv-stringify/sync';

/**
 * One line of CSV with CRLF, for exports that are streamed. A text that a spreadsheet would run as a formula (= + - @)
 * gets an apostrophe before it.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return stringify([[...cells]], { record_delimiter: 'windows', escape_formulas: true });
}
