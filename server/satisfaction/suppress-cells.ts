import { displayRule, defaultThresholds, type Display } from './display-rule.js';
import type { DisplayThresholds } from './method.js';

/**
 * What may be shown of cells that add up to a published total. A cell below the threshold is hidden; where hidden cells
 * could be found by subtraction (a single one, or together fewer people than the threshold), the smallest shown cells
 * are hidden too until they cannot. Cells without anybody hide nothing and protect nobody. Source: statistics.md §6.
 */
export function suppressCells(
  ns: readonly number[],
  thresholds: DisplayThresholds = defaultThresholds,
): Display[] {
  const display = ns.map((n) => displayRule(n, thresholds));
  const hidden = () => ns.filter((_, i) => display[i] === 'suppressed');
  const exposed = (cells: number[]) =>
    cells.length > 0 && (cells.length < 2 || cells.reduce((sum, n) => sum + n, 0) < thresholds.suppressBelow);
  while (exposed(hidden())) {
    const smallest = ns.reduce(
      (best, n, i) => (n > 0 && display[i] !== 'suppressed' && (best < 0 || n < ns[best]!) ? i : best),
      -1,
    );
    if (smallest < 0) break;
    display[smallest] = 'suppressed';
  }
  return display;
}
