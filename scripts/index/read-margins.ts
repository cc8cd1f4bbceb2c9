import type { Margin } from '../../server/satisfaction/margin.js';
import { UNKNOWN, unknownCode } from '../../server/satisfaction/unknown-category.js';
import { InputError } from '../input-error.js';
import { countIn, readTable } from '../read-table.js';

/** The population of each category of each margin, in the order of the file. */
export type Populations = Map<string, Map<string, number>>;

/**
 * Margins from a CSV with the columns `margin`, `category` and `population`.
 * @throws InputError naming row and column of what is wrong.
 */
export function readMargins(path: string): Populations {
  const margins: Populations = new Map();
  for (const row of readTable(path, ['margin', 'category', 'population'])) {
    const { margin, category } = row.cells;
    const populations = margins.get(margin) ?? new Map<string, number>();
    if (populations.has(category))
      throw new InputError(
        `${path}: row ${row.number}, column category: \`${margin}=${category}\` stands twice`,
      );
    margins.set(margin, populations.set(category, countIn(path, row, 'population')));
  }
  if (margins.size === 0) throw new InputError(`${path} names no margin`);
  return margins;
}

/**
 * A margin over cells, each with the category in its column; an empty one is not known.
 * @throws InputError naming the categories that have no population.
 */
export function marginOver(
  name: string,
  populations: Map<string, number>,
  values: readonly string[],
): Margin {
  const strange = [...new Set(values)].filter((value) => value !== UNKNOWN && !populations.has(value));
  if (strange.length > 0)
    throw new InputError(strange.map((value) => `margin \`${name}=${value}\` has no population`).join('\n'));
  const categories = [...populations.keys()];
  const unknown = unknownCode({ categories });
  return {
    name,
    categories,
    codes: Uint16Array.from(values, (value) => (value === UNKNOWN ? unknown : categories.indexOf(value))),
    population: [...populations.values()],
  };
}
