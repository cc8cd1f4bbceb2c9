import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { MonthTransactions } from '../domain/transactions.js';

export interface TransactionStore {
  /** Puts these numbers in place of all that was loaded for the month, in one step. */
  replaceMonth(month: string, rows: readonly MonthTransactions[], at: Date): Promise<void>;
  inMonths(months: readonly string[]): Promise<MonthTransactions[]>;
}

/** A month is one document, so that it is loaded whole or not at all; 130 units are some 4 KB. */
interface MonthDocument {
  _id: string;
  units: { code: string; count: number }[];
  loadedAt: Date;
}

const schema = new Schema<MonthDocument>(
  { _id: String, units: [{ _id: false, code: String, count: Number }], loadedAt: Date },
  { collection: 'transactions', versionKey: false, strict: 'throw' },
);

export function transactionStore(connection: mongoose.Connection): TransactionStore {
  const model = connection.model<MonthDocument>('Transactions', schema);
  return {
    async replaceMonth(month, rows, at) {
      const units = rows.map(({ unitCode, count }) => ({ code: unitCode, count }));
      await model.replaceOne({ _id: month }, { _id: month, units, loadedAt: at }, { upsert: true });
    },
    async inMonths(months) {
      const found = await model.find({ _id: { $in: [...months] } }).lean<MonthDocument[]>();
      return found.flatMap(({ _id: month, units }) =>
        units.map(({ code, count }) => ({ unitCode: code, month, count })),
      );
    },
  };
}
