import { populationOf, type Population } from '../../server/domain/population.js';
import { InputError } from '../input-error.js';
import { countIn, readTable } from '../read-table.js';

/**
 * A population from a CSV with the columns `margin`, `category` and `population`, margins and categories in its order.
 * @throws InputError naming row and column of what is wrong.
 */
export function readMargins(path: string): Population {
  const seen = new Set<string>();
  const rows = readTable(path, ['margin', 'category', 'population']).map((row) => {
    const { margin, category } = row.cells;
    const name = `${margin}=${category}`;
    if (seen.has(name))
      throw new InputError(`${path}: row ${row.number}, column category: \`${name}\` stands twice`);
    seen.add(name);
    return { margin, category, people: countIn(path, row, 'population') };
  });
  return populationOf(rows);
}
