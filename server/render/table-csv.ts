import { stringify } from 'csv-stringify/sync';

/**
 * A table as CSV that spreadsheets open as it is: BOM, comma, CRLF, empty for null. A text that a spreadsheet would
 * run as a formula (= + - @) gets an apostrophe before it.
 */
export function tableCsv(rows: (string | number | null)[][]): string {
  return stringify(rows, { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
