import { monthsOf } from '../../domain/period.js';
import type { Change, ElementRow, Figure } from '../../domain/report-model.js';
import type { IndexEstimate } from '../../satisfaction/estimate.js';
import { addTallies } from '../../satisfaction/tally.js';
import type { AnswerBase } from './answer-base.js';
import { countTogether, indexOf, type CountBy } from './breakdown.js';
import { elementRows } from './element-rows.js';
import { toChange, toFigure } from './figure.js';
import { displayIn } from './hidden-in-tree.js';
import type { NumbersAt } from './numbers.js';

/** The index itself, with its elements and what it was before. */
export interface OverallNumbers {
  overall: Figure;
  previousOverall: Figure | null;
  change: Change | null;
  elements: ElementRow[];
}

export function overallNumbers(base: AnswerBase, count: CountBy): () => OverallNumbers {
  const { table, counted, countedBefore } = base;
  // Counted by month, as the line of months is: one count makes both.
  const index = (mask: Uint8Array): (() => IndexEstimate) => {
    const months = count(mask, table.month, table.months.length);
    return () => indexOf(base, addTallies(months()));
  };
  const during = index(counted);
  const before = countedBefore && index(countedBefore);
  return () => {
    const display = displayIn(base, monthsOf(base.period));
    const displayBefore = displayIn(base, monthsOf(base.previous));
    const [current, earlier] = [during(), before && before()];
    return {
      overall: toFigure(current.overall, display),
      previousOverall: earlier && toFigure(earlier.overall, displayBefore),
      change: toChange([current.overall, display], [earlier?.overall ?? null, displayBefore]),
      elements: elementRows(base, current, earlier),
    };
  };
}

/** The same where nothing else is counted with it. */
export function overallAt({ base, remember }: NumbersAt): OverallNumbers {
  return remember('overall', overallNumbers(base, countTogether(base)));
}
