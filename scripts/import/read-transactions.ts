import type { MonthTransactions } from '../../server/domain/transactions.js';
import { readTable } from '../read-table.js';
import type { FieldColumns } from './fault-in-file.js';

/**
 * Rows of a CSV with the columns `unit`, `month` and `transactions`, in any order.
 * @throws InputError naming the missing columns, or what makes the file no CSV.
 */
export function readTransactions(path: string): MonthTransactions[] {
  return readTable(path, ['unit', 'month', 'transactions']).map(
    ({ cells: { unit, month, transactions } }) => ({
      unitCode: unit,
      month,
      count: /^\d+$/.test(transactions) ? Number(transactions) : NaN,
    }),
  );
}

export const transactionColumns = {
  unitCode: 'unit',
  month: 'month',
  count: 'transactions',
} satisfies FieldColumns;
