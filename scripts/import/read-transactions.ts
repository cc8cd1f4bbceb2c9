import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { MonthTransactions } from '../../server/domain/transactions.js';
import { UsageError } from '../open-house.js';

const columns = ['unit', 'month', 'transactions'] as const;
type Column = (typeof columns)[number];

/**
 * Rows of a CSV with the columns `unit`, `month` and `transactions`, in any order.
 * @throws UsageError naming the missing columns, or what makes the file no CSV.
 */
export function readTransactions(path: string): MonthTransactions[] {
  const [header, ...lines] = records(path);
  if (!header) throw new UsageError(`${path} is empty`);
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new UsageError(`${path}: no column ${missing.join(', ')}`);
  return lines.map((cells) => {
    const cell = (column: Column): string => cells[header.indexOf(column)] ?? '';
    const count = cell('transactions');
    return {
      unitCode: cell('unit'),
      month: cell('month'),
      count: /^\d+$/.test(count) ? Number(count) : NaN,
    };
  });
}

function records(path: string): string[][] {
  try {
    return parse(readFileSync(path), { bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
}

const columnOf: Record<string, Column> = { unitCode: 'unit', month: 'month', count: 'transactions' };

/** A fault at `/3/count` as a reader of the file finds it: row 4, column transactions. */
export function faultInFile({ pointer, reason }: { pointer: string; reason: string }): string {
  const [, row, field] = pointer.split('/');
  return `row ${Number(row) + 1}, column ${columnOf[field!]}: ${reason}`;
}
