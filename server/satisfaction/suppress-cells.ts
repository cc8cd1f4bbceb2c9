import { displayRule, defaultThresholds, type Display } from './display-rule.js';
import type { DisplayThresholds } from './method.js';

/** What is known beside the cells themselves. */
export interface TableFacts {
  /** Whether the total of the cells is published; false: it is hidden itself (default true). */
  isShown?: boolean;
  /** Answers in the total that are in no cell: never printed, but found by subtraction where all cells are (default 0). */
  rest?: number;
  /** Cells that are hidden for another reason, by position (default none). */
  hidden?: ReadonlySet<number>;
}

/**
 * What may be shown of cells that add up to a total. A cell below the threshold is hidden; where hidden cells could be
 * found by subtraction (a single one, or together fewer people than the threshold), the smallest shown cells are hidden
 * too until they cannot. A total that is hidden itself must not be found by adding up: then one cell at least is hidden.
 * Cells without anybody hide nothing and protect nobody. Source: statistics.md §6.
 */
export function suppressCells(
  ns: readonly number[],
  thresholds: DisplayThresholds = defaultThresholds,
  { isShown = true, rest = 0, hidden: already = new Set() }: TableFacts = {},
): Display[] {
  const display = ns.map((n, i): Display =>
    n > 0 && already.has(i) ? 'suppressed' : displayRule(n, thresholds),
  );

  function isExposed(): boolean {
    const hidden = ns.filter((_, i) => display[i] === 'suppressed');
    if (!isShown) return hidden.length === 0;
    const unknown = rest > 0 ? [...hidden, rest] : hidden;
    if (unknown.length === 0) return false;
    if (hidden.length === 0) return rest < thresholds.suppressBelow;
    return unknown.length < 2 || unknown.reduce((sum, n) => sum + n, 0) < thresholds.suppressBelow;
  }
  while (isExposed()) {
    const smallest = ns.reduce(
      (best, n, i) => (n > 0 && display[i] !== 'suppressed' && (best < 0 || n < ns[best]!) ? i : best),
      -1,
    );
    if (smallest < 0) break;
    display[smallest] = 'suppressed';
  }
  return display;
}
