import type { Fault } from '../../server/problem.js';

/** The column of a file that each field of a row came from. */
export type FieldColumns = Readonly<Record<string, string>>;

/** A fault at `/3/count` as a reader of the file finds it: row 4, column transactions. */
export function faultInFile({ pointer, reason }: Fault, columns: FieldColumns): string {
  const [, row, field] = pointer.split('/');
  return `row ${Number(row) + 1}, column ${columns[field!]}: ${reason}`;
}
