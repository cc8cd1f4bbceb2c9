import { InputError } from '../input-error.js';
import { countIn, readTable } from '../read-table.js';

/** Dossiers of each unit, from a CSV with the columns `unit` and `transactions`. @throws InputError. */
export function readTransactions(path: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of readTable(path, ['unit', 'transactions'])) {
    const { unit } = row.cells;
    if (counts.has(unit))
      throw new InputError(`${path}: row ${row.number}, column unit: \`${unit}\` stands twice`);
    counts.set(unit, countIn(path, row, 'transactions'));
  }
  return counts;
}
