import type { Change, Figure } from '../../domain/report-model.js';
import { compareEstimates } from '../../satisfaction/compare-indices.js';
import { displayRule, type Display } from '../../satisfaction/display-rule.js';
import type { Estimate } from '../../satisfaction/estimate.js';
import type { DisplayThresholds } from '../../satisfaction/method.js';
import { suppressCells } from '../../satisfaction/suppress-cells.js';

/** An estimate as it may be shown: too few answers hide its value, never its n. */
export function toFigure(estimate: Estimate, thresholds: DisplayThresholds): Figure {
  return shownAs(estimate, displayRule(estimate.n, thresholds));
}

/** Figures whose total is shown beside them: none of those hidden may be found by subtraction. */
export function toFigures(estimates: readonly Estimate[], thresholds: DisplayThresholds): Figure[] {
  const displays = suppressCells(
    estimates.map(({ n }) => n),
    thresholds,
  );
  return estimates.map((estimate, at) => shownAs(estimate, displays[at]!));
}

function shownAs({ value, n, interval }: Estimate, display: Display): Figure {
  if (display === 'suppressed' || display === 'none') return { value: null, n, interval: null, display };
  return { value, n, interval: interval && { low: interval.low, high: interval.high }, display };
}

/** From the period before to this one, in percentage points; null where either side has no value or may not be shown. */
export function toChange(
  current: Estimate,
  previous: Estimate | null,
  thresholds: DisplayThresholds,
): Change | null {
  if (previous === null) return null;
  if ([current, previous].some(({ n }) => displayRule(n, thresholds) === 'suppressed')) return null;
  return compareEstimates(current, previous);
}
