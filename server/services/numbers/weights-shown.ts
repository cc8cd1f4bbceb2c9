import { monthsOf } from '../../domain/period.js';
import type { CategoryCell } from '../../domain/raked-cells.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
import { suppressCells } from '../../satisfaction/suppress-cells.js';
import type { AnswerBase } from './answer-base.js';
import { maySumUnits } from './sums-over-units.js';

/** Two sums over the same categories stand side by side: the index without weights and the one with them. */
const SUMS = 2;

/**
 * Whether the index weighted to the population of the base may be shown beside the one without weights. Both are sums over
 * the categories of each margin; where a table by these categories hides as few as there are sums, they could be solved for
 * what is hidden (statistics.md §6).
 */
export function mayShowWeighted(base: AnswerBase, cells: readonly CategoryCell[]): boolean {
  const margins = base.population?.margins ?? [];
  return margins.every(({ name }, at) =>
    name === 'unit'
      ? maySumUnits(base, monthsOf(base.period))
      : !tellsCategories(cells, at, base.method.display),
  );
}

function tellsCategories(
  cells: readonly CategoryCell[],
  margin: number,
  thresholds: DisplayThresholds,
): boolean {
  const rows = new Map<string | null, number>();
  for (const { categories, tally } of cells) {
    const category = categories[margin] ?? null;
    const own = tally.rows.reduce((sum, count) => sum + count, 0);
    rows.set(category, (rows.get(category) ?? 0) + own);
  }
  const rest = rows.get(null) ?? 0;
  rows.delete(null);
  const hidden = suppressCells([...rows.values()], thresholds, { rest }).filter(
    (one) => one === 'suppressed',
  );
  const unknown = hidden.length + (rest > 0 ? 1 : 0);
  return hidden.length > 0 && unknown <= SUMS;
}
