import type { Change, ElementRow, Figure } from '../../domain/report-model.js';
import { indexOf, tallyOf } from './breakdown.js';
import { elementRows } from './element-rows.js';
import { toChange, toFigure } from './figure.js';
import type { NumbersAt } from './numbers.js';

/** The index itself, with its elements and what it was before. */
export interface OverallNumbers {
  overall: Figure;
  previousOverall: Figure | null;
  change: Change | null;
  elements: ElementRow[];
}

export function overallNumbers({ base, remember }: NumbersAt): OverallNumbers {
  return remember('overall', () => {
    const { display } = base.method;
    const current = indexOf(base, tallyOf(base, base.counted));
    const before = base.countedBefore === null ? null : indexOf(base, tallyOf(base, base.countedBefore));
    return {
      overall: toFigure(current.overall, display),
      previousOverall: before && toFigure(before.overall, display),
      change: toChange(current.overall, before?.overall ?? null, display),
      elements: elementRows(base, current, before),
    };
  });
}
