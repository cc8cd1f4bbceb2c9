import { describe, expect, it } from '@jest/globals';
import { demoYear } from '../../../scripts/demo/year.js';

describe("the demo's year", () => {
  it.each([
    ['2026-11-24T05:00:00Z', '2026-Q3', '2025-10', '2026-09'],
    // Midnight in Viet Nam: the fourth quarter has just ended.
    ['2026-12-31T17:00:00Z', '2026-Q4', '2026-01', '2026-12'],
    ['2026-12-31T16:59:59Z', '2026-Q3', '2025-10', '2026-09'],
  ])('at %s ends with %s and holds %s to %s', (today, quarter, first, last) => {
    const year = demoYear(new Date(today));
    expect(year.quarter.id).toBe(quarter);
    expect(year.months).toHaveLength(12);
    expect([year.months[0], year.months[11]]).toEqual([first, last]);
    expect(year.to).toEqual(year.quarter.to);
  });
});
