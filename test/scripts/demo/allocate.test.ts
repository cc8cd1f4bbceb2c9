import { describe, expect, it } from '@jest/globals';
import { allocate } from '../../../scripts/demo/allocate.js';

describe('allocation by largest remainder', () => {
  it.each([
    // Exact shares 4.2, 3.5, 2.3: one is missing, the remainder 0.5 is the largest.
    [10, [42, 35, 23], [4, 4, 2]],
    // A tie goes to the earlier entry.
    [1, [1, 1], [1, 0]],
    [5, [0, 1], [0, 5]],
    [5, [0, 0], [0, 0]],
    [0, [1, 2], [0, 0]],
  ])('shares %i by the weights %j as %j', (total, weights, shares) => {
    expect(allocate(total, weights)).toEqual(shares);
  });
});
