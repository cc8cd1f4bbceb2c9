import type { IndexStructure } from '../satisfaction/estimate.js';
import type { Method } from '../satisfaction/method.js';
import { rakedIndex, type RakedIndex, type RakingOptions } from '../satisfaction/raked-index.js';
import type { Tally } from '../satisfaction/tally.js';
import { marginsOver, type Categories, type Population } from './population.js';

/** Respondents of the same categories, counted without weights. */
export interface CategoryCell {
  categories: Categories;
  tally: Tally;
}

/** An index with weights, and the cells in the order of its weights. */
export interface RakedCells extends RakedIndex {
  cells: CategoryCell[];
}

/**
 * The index of these cells with weights raked to a population. Cells are taken in the order of their categories, so that the
 * same responses give the same bits wherever they were counted.
 * @throws MarginError naming every category that has respondents and no population, or people and no respondents.
 */
export function rakeCells(
  population: Population,
  cells: readonly CategoryCell[],
  structure: IndexStructure,
  method: Method,
  options: RakingOptions = {},
): RakedCells {
  const order = cells
    .map((cell) => ({ cell, key: JSON.stringify(cell.categories) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell);
  const margins = marginsOver(
    population,
    order.map(({ categories }) => categories),
  );
  const weighted = order.map(({ tally }) => ({ tally, designWeight: 1 }));
  return { ...rakedIndex(weighted, margins, structure, method, options), cells: order };
}
