import type { Fault } from '../problem.js';
import type { Unit } from './unit.js';

/** Dossiers that the own desks of a unit settled in a month ("số hồ sơ đã giải quyết"), as the unit's system counts them. */
export interface MonthTransactions {
  unitCode: string;
  /** '2026-07'. */
  month: string;
  /** Whole, 0 or more. */
  count: number;
}

/** What is known of the dossiers in some months. */
export interface Transactions {
  /** Of each unit whose number is loaded for all of these months, their sum. */
  byUnit(months: readonly string[]): ReadonlyMap<string, number>;
}

export const noTransactions: Transactions = { byUnit: () => new Map() };

export function transactionsOf(rows: readonly MonthTransactions[]): Transactions {
  const byMonth = new Map<string, Map<string, number>>();
  for (const { unitCode, month, count } of rows) {
    const units = byMonth.get(month) ?? new Map<string, number>();
    byMonth.set(month, units.set(unitCode, count));
  }
  return {
    byUnit(months) {
      const [first, ...others] = months.map((month) => byMonth.get(month) ?? new Map<string, number>());
      const known = [...(first ?? [])].filter(([unit]) => others.every((units) => units.has(unit)));
      return new Map(
        known.map(([unit, count]) => [unit, others.reduce((sum, units) => sum + units.get(unit)!, count)]),
      );
    },
  };
}

/** What is wrong with rows to be loaded, each fault with its place: number of the row from 0, and field. */
export function transactionFaults(
  rows: readonly MonthTransactions[],
  units: ReadonlyMap<string, Unit>,
): Fault[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ unitCode, month, count }, row) => {
    const faults: Fault[] = [];
    const fault = (field: keyof MonthTransactions, reason: string): void => {
      faults.push({ pointer: `/${row}/${field}`, reason });
    };
    if (!units.has(unitCode)) fault('unitCode', `there is no unit \`${unitCode}\``);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) fault('month', `\`${month}\` is no month such as 2026-07`);
    if (!Number.isSafeInteger(count) || count < 0) fault('count', 'is no whole number of 0 or more');
    const before = seen.get(`${unitCode} ${month}`);
    if (before !== undefined) fault('unitCode', `stands for ${month} in row ${before + 1} already`);
    else seen.set(`${unitCode} ${month}`, row);
    return faults;
  });
}
