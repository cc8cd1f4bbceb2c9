import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { InputError } from './input-error.js';

/** A row of a small table, with the number of the row (from 1, without the header) for messages. */
export interface TableRow<C extends string> {
  number: number;
  cells: Record<C, string>;
}

/**
 * A small CSV with these columns in any order; others are passed over.
 * @throws InputError naming the columns that are missing, that there are no rows, or what makes the file no CSV.
 */
export function readTable<C extends string>(path: string, columns: readonly C[]): TableRow<C>[] {
  const [header, ...lines] = records(path);
  if (!header) throw new InputError(`${path} is empty`);
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new InputError(`${path}: no column ${missing.join(', ')}`);
  if (lines.length === 0) throw new InputError(`${path} has no rows`);
  return lines.map((line, at) => ({
    number: at + 1,
    cells: Object.fromEntries(
      columns.map((column) => [column, line[header.indexOf(column)] ?? '']),
    ) as Record<C, string>,
  }));
}

/** Digits in groups of three after dots: 1.250 is 1250 to a Vietnamese reader and 1.25 to a program. */
const AMBIGUOUS = /^\d{1,3}(\.\d{3})+$/;

/** A plain number of 0 or more, with a point before decimals; NaN for anything else, and for what may mean two numbers. */
export function plainNumber(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) && !AMBIGUOUS.test(text) ? Number(text) : NaN;
}

/** A number of 0 or more. @throws InputError naming file, row and column. */
export function countIn<C extends string>(path: string, { number, cells }: TableRow<C>, column: C): number {
  const text = cells[column].trim();
  const value = plainNumber(text);
  if (Number.isNaN(value)) {
    const why = AMBIGUOUS.test(text) ? 'may mean two numbers: leave out the dots' : 'is no number ≥ 0';
    throw new InputError(`${path}: row ${number}, column ${column}: \`${cells[column]}\` ${why}`);
  }
  return value;
}

function records(path: string): string[][] {
  const content = readFileSync(path);
  try {
    return parse(content, { bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new InputError(`${path}: ${(error as Error).message}`);
  }
}
