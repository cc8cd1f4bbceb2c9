import { describe, expect, it } from '@jest/globals';
import { waitAfter } from '../../../templates/scripts/outbox/back-off.js';

describe('the wait before the next try', () => {
  it.each([
    [1, 2_000],
    [2, 4_000],
    [5, 32_000],
    [9, 300_000],
    [1_000, 300_000],
  ])('is after %i failures %i ms on average', (failures, milliseconds) => {
    expect(waitAfter(failures, () => 0.5)).toBe(milliseconds);
  });

  it('spreads by a quarter to either side', () => {
    expect(waitAfter(1, () => 0)).toBe(1_500);
    expect(waitAfter(1, () => 1)).toBe(2_500);
  });
});
