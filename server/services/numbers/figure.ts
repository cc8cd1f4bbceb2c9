import type { Change, Figure } from '../../domain/report-model.js';
import { compareEstimates } from '../../satisfaction/compare-indices.js';
import { displayRule, type Display } from '../../satisfaction/display-rule.js';
import type { Estimate } from '../../satisfaction/estimate.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
import { suppressCells, type TableFacts } from '../../satisfaction/suppress-cells.js';

/** An estimate as it may be shown: too few answers hide its value, never its n. */
export function toFigure(estimate: Estimate, thresholds: DisplayThresholds): Figure {
  return shownAs(estimate, displayRule(estimate.n, thresholds));
}

/** Figures whose total is shown beside them: none of those hidden may be found by subtraction. */
export function toFigures(
  estimates: readonly Estimate[],
  thresholds: DisplayThresholds,
  facts: TableFacts = {},
): Figure[] {
  const displays = suppressCells(
    estimates.map(({ n }) => n),
    thresholds,
    facts,
  );
  return estimates.map((estimate, at) => shownAs(estimate, displays[at]!));
}

function shownAs(
  { value, n, interval }: Pick<Estimate, 'value' | 'n' | 'interval'>,
  display: Display,
): Figure {
  if (display === 'suppressed' || display === 'none') return { value: null, n, interval: null, display };
  return { value, n, interval: interval && { low: interval.low, high: interval.high }, display };
}

/** From the period before to this one, in percentage points; null where either side has no value or may not be shown. */
export function toChange(
  [current, display]: [Estimate, DisplayThresholds],
  [previous, displayBefore]: [Estimate | null, DisplayThresholds],
): Change | null {
  if (previous === null) return null;
  if (displayRule(current.n, display) === 'suppressed') return null;
  if (displayRule(previous.n, displayBefore) === 'suppressed') return null;
  return compareEstimates(current, previous);
}

/** As `toFigure`, for a number that is hidden whatever it rests on. */
export function hiddenFigure({ n }: Estimate): Figure {
  return shownAs({ value: null, n, interval: null }, n === 0 ? 'none' : 'suppressed');
}
