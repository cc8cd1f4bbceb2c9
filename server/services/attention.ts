import type { CriterionRow, ElementRow } from '../domain/report-model.js';
import type { Target } from '../satisfaction/method.js';

/** How many criteria are named when none is below the target. */
export const WEAKEST = 5;

export interface Attention {
  /** 'below': every criterion that is not above the target; 'weakest': none is, or there is no target: the lowest five. */
  kind: 'below' | 'weakest';
  criteria: {
    criterion: CriterionRow;
    element: ElementRow;
    /** The whole interval lies at or below the target; false: the data cannot tell. */
    certain: boolean;
  }[];
}

/** The target that a year is on the way to: the first that is not over, else the last; null where a method has none. */
export function targetFor(targets: Target[] | undefined, year: number): Target | null {
  const inOrder = [...(targets ?? [])].sort((a, b) => a.year - b.year);
  return inOrder.find((target) => target.year >= year) ?? inOrder.at(-1) ?? null;
}

/** Criteria that need attention, lowest first. Without a value (nobody answered, suppressed) a criterion is not judged. */
export function criteriaNeedingAttention(elements: ElementRow[], target: Target | null): Attention {
  const aim = target?.value ?? -Infinity;
  const judged = elements
    .flatMap((element) => element.criteria.map((criterion) => ({ criterion, element })))
    .flatMap((row) => {
      const { value, interval } = row.criterion.figure;
      if (value === null) return [];
      return [{ ...row, value, certain: interval !== null && interval.high <= aim }];
    })
    .sort((a, b) => a.value - b.value);
  const below = judged.filter(({ value }) => value <= aim);
  const chosen = below.length > 0 ? below : judged.slice(0, WEAKEST);
  return {
    kind: below.length > 0 ? 'below' : 'weakest',
    criteria: chosen.map(({ criterion, element, certain }) => ({ criterion, element, certain })),
  };
}
