import { monthsOf } from '../../domain/period.js';
import type { Change, ElementRow, Figure } from '../../domain/report-model.js';
import type { Estimate, IndexEstimate } from '../../satisfaction/estimate.js';
import { addTallies } from '../../satisfaction/tally.js';
import { overallOfUnits, unitTallies } from './across-units.js';
import type { AnswerBase } from './answer-base.js';
import { countTogether, indexOf, type CountBy } from './breakdown.js';
import { elementRows } from './element-rows.js';
import { frameSize } from './frame-size.js';
import { toChange, toFigure } from './figure.js';
import { displayIn } from './hidden-in-tree.js';
import type { NumbersAt } from './numbers.js';

/** The index itself, with its elements and what it was before. */
export interface OverallNumbers {
  /** What `overall` shows or hides, for comparisons. */
  estimate: Estimate;
  overall: Figure;
  previousOverall: Figure | null;
  change: Change | null;
  elements: ElementRow[];
}

export function overallNumbers(base: AnswerBase, count: CountBy): () => OverallNumbers {
  const { counted, countedBefore } = base;
  const during = indexDuring(base, counted, monthsOf(base.period), count);
  const before = countedBefore && indexDuring(base, countedBefore, monthsOf(base.previous), count);
  return () => {
    const display = displayIn(base);
    const displayBefore = displayIn(base, monthsOf(base.previous));
    const [current, earlier] = [during(), before && before()];
    return {
      estimate: current.overall,
      overall: toFigure(current.overall, display),
      previousOverall: earlier && toFigure(earlier.overall, displayBefore),
      change: toChange([current.overall, display], [earlier?.overall ?? null, displayBefore]),
      elements: elementRows(base, current, earlier),
    };
  };
}

/**
 * The index of the rows of a mask. Its overall value is made from the units as the method says; its elements and criteria,
 * like every breakdown, count all responses alike.
 */
function indexDuring(
  base: AnswerBase,
  mask: Uint8Array,
  months: readonly string[],
  count: CountBy,
): () => IndexEstimate {
  const { table, method } = base;
  // Counted by month, as the line of months is: one count makes both.
  const tallies = count(mask, table.month, table.months.length);
  const byUnit =
    method.unitAggregation.rule === 'pooled' ? null : count(mask, table.unit, table.units.length);
  return () => {
    const pooled = indexOf(base, addTallies(tallies()), frameSize(base, mask, months));
    if (byUnit === null) return pooled;
    return { ...pooled, overall: overallOfUnits(base, unitTallies(base, byUnit(), months)) };
  };
}

/** The same where nothing else is counted with it. */
export function overallAt({ base, remember }: NumbersAt): OverallNumbers {
  return remember('overall', overallNumbers(base, countTogether(base)));
}
