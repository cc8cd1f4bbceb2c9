import type { Text } from '../domain/questionnaire.js';
import type { CriterionRow, ElementRow } from '../domain/report-model.js';

/** What an index is held against, with the document that says so. */
export interface Target {
  /** Index points 0–100; the index is to be above it. */
  value: number;
  source: Text;
}

/** Resolution 18-NQ/TW of 28 July 2026: the national average of SIPAS above 88 % by 2030. */
export const nationalTarget: Target = {
  value: 88,
  source: {
    vi: 'Nghị quyết số 18-NQ/TW ngày 28/7/2026: SIPAS bình quân cả nước trên 88% vào năm 2030',
    en: 'Resolution 18-NQ/TW of 28 July 2026: a national SIPAS average above 88% by 2030',
  },
};

/** How many criteria are named when none is below the target. */
export const WEAKEST = 5;

export interface Attention {
  /** 'below': every criterion that is not above the target; 'weakest': none is below it, so the lowest five. */
  kind: 'below' | 'weakest';
  criteria: {
    criterion: CriterionRow;
    element: ElementRow;
    /** The whole interval lies at or below the target; false: the data cannot tell. */
    certain: boolean;
  }[];
}

/** Criteria that need attention, lowest first. Without a value (nobody answered, suppressed) a criterion is not judged. */
export function criteriaNeedingAttention(elements: ElementRow[], target: Target): Attention {
  const judged = elements
    .flatMap((element) => element.criteria.map((criterion) => ({ criterion, element })))
    .flatMap((row) => {
      const { value, interval } = row.criterion.figure;
      if (value === null) return [];
      return [{ ...row, value, certain: interval !== null && interval.high <= target.value }];
    })
    .sort((a, b) => a.value - b.value);
  const below = judged.filter(({ value }) => value <= target.value);
  const chosen = below.length > 0 ? below : judged.slice(0, WEAKEST);
  return {
    kind: below.length > 0 ? 'below' : 'weakest',
    criteria: chosen.map(({ criterion, element, certain }) => ({ criterion, element, certain })),
  };
}
