import type { Catalogue } from '../domain/catalogue.js';
import { transactionFaults, type MonthTransactions } from '../domain/transactions.js';
import { Problem } from '../problem.js';
import type { TransactionStore } from '../store/transactions.js';

export interface TransactionLoads {
  /**
   * Loads numbers of dossiers: each month that the rows name is replaced as a whole.
   * @returns the months, in order.
   * @throws Problem transactions-invalid with every fault (row from 0 and field), and then nothing is loaded.
   */
  load(rows: readonly MonthTransactions[]): Promise<string[]>;
  /** As loaded, by unit and month. */
  inMonths(months: readonly string[]): Promise<MonthTransactions[]>;
}

export function transactionsService(deps: {
  catalogue: Pick<Catalogue, 'units'>;
  store: TransactionStore;
  now: () => Date;
}): TransactionLoads {
  const { catalogue, store, now } = deps;
  return {
    async load(rows) {
      const faults = transactionFaults(rows, catalogue.units);
      if (faults.length > 0) throw new Problem('transactions-invalid', undefined, faults);
      const months = [...new Set(rows.map(({ month }) => month))].sort();
      for (const month of months)
        await store.replaceMonth(
          month,
          rows.filter((row) => row.month === month),
          now(),
        );
      return months;
    },
    inMonths: (months) => store.inMonths(months),
  };
}
