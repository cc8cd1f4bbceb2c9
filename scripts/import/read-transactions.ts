import type { MonthTransactions } from '../../server/domain/transactions.js';
import { readTable } from '../read-table.js';

const columns = ['unit', 'month', 'transactions'] as const;
type Column = (typeof columns)[number];

/**
 * Rows of a CSV with the columns `unit`, `month` and `transactions`, in any order.
 * @throws InputError naming the missing columns, or what makes the file no CSV.
 */
export function readTransactions(path: string): MonthTransactions[] {
  return readTable(path, columns).map(({ cells: { unit, month, transactions } }) => ({
    unitCode: unit,
    month,
    count: /^\d+$/.test(transactions) ? Number(transactions) : NaN,
  }));
}

const columnOf: Record<string, Column> = { unitCode: 'unit', month: 'month', count: 'transactions' };

/** A fault at `/3/count` as a reader of the file finds it: row 4, column transactions. */
export function faultInFile({ pointer, reason }: { pointer: string; reason: string }): string {
  const [, row, field] = pointer.split('/');
  return `row ${Number(row) + 1}, column ${columnOf[field!]}: ${reason}`;
}
