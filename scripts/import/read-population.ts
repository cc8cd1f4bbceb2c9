import type { PopulationRow } from '../../server/domain/population.js';
import { plainNumber, readTable } from '../read-table.js';
import type { FieldColumns } from './fault-in-file.js';

/**
 * Rows of a CSV with the columns `period`, `unit`, `margin`, `category` and `population`, in any order.
 * @throws InputError naming the missing columns, or what makes the file no CSV.
 */
export function readPopulation(path: string): PopulationRow[] {
  return readTable(path, ['period', 'unit', 'margin', 'category', 'population']).map(
    ({ cells: { period, unit, margin, category, population } }) => ({
      ...{ period, unitCode: unit, margin, category },
      people: plainNumber(population),
    }),
  );
}

export const populationColumns = {
  period: 'period',
  unitCode: 'unit',
  margin: 'margin',
  category: 'category',
  people: 'population',
} satisfies FieldColumns;
