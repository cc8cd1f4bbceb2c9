import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { Population } from '../domain/population.js';

export interface PopulationStore {
  /** Puts this population in place of what was loaded for the unit's index in the period, in one step. */
  replace(period: string, unitCode: string, population: Population, at: Date): Promise<void>;
  /** null: none is loaded. */
  find(period: string, unitCode: string): Promise<Population | null>;
}

interface PopulationDocument {
  /** `2026-Q3 hanoi`. */
  _id: string;
  margins: { name: string; categories: { id: string; people: number }[] }[];
  loadedAt: Date;
}

const schema = new Schema<PopulationDocument>(
  {
    _id: String,
    margins: [{ _id: false, name: String, categories: [{ _id: false, id: String, people: Number }] }],
    loadedAt: Date,
  },
  { collection: 'populations', versionKey: false, strict: 'throw', id: false },
);

const keyOf = (period: string, unitCode: string): string => `${period} ${unitCode}`;

export function populationStore(connection: mongoose.Connection): PopulationStore {
  const model = connection.model<PopulationDocument>('Populations', schema);
  return {
    async replace(period, unitCode, { margins }, at) {
      const _id = keyOf(period, unitCode);
      await model.replaceOne({ _id }, { _id, margins, loadedAt: at }, { upsert: true });
    },
    async find(period, unitCode) {
      const found = await model.findById(keyOf(period, unitCode)).lean<PopulationDocument>();
      return found && { margins: found.margins };
    },
  };
}
