import type { MonthTransactions } from '../../server/domain/transactions.js';
import type { Unit, UnitType } from '../../server/domain/unit.js';
import { randomFrom } from './random.js';

/** Dossiers that a unit of this type settles in an ordinary month. */
const ordinary: Record<UnitType, number> = {
  thanh_pho: 600,
  so: 2600,
  don_vi_su_nghiep: 2200,
  quan_huyen: 900,
  phuong: 700,
  xa: 420,
};

/** Dossiers settled by each unit in each month, whether or not it asks many of the people. */
export function demoDossiers(
  seed: number,
  units: readonly Unit[],
  months: readonly string[],
): MonthTransactions[] {
  return units.flatMap(({ code, type }) => {
    const usual = ordinary[type] * Math.exp(randomFrom(seed, 'dossiers', code).normal(0, 0.3));
    return months.map((month) => ({
      unitCode: code,
      month,
      count: Math.round(usual * Math.exp(randomFrom(seed, 'dossiers', code, month).normal(0, 0.08))),
    }));
  });
}
