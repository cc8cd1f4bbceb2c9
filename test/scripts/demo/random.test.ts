import { describe, expect, it } from '@jest/globals';
import { randomFrom } from '../../../scripts/demo/random.js';
import { responseId } from '../../../scripts/demo/response-id.js';

const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('seeded randomness', () => {
  it('repeats a stream under the same key and makes another one under every other key', () => {
    const first = randomFrom(1, 'unit', '00004');
    const again = randomFrom(1, 'unit', '00004');
    const other = randomFrom(2, 'unit', '00004');
    const numbers = draws(5, first.next);
    expect(draws(5, again.next)).toEqual(numbers);
    expect(draws(5, other.next)).not.toEqual(numbers);
  });

  it('draws uniformly in [0, 1)', () => {
    const random = randomFrom('uniform');
    const tenths = new Array<number>(10).fill(0);
    for (const value of draws(10_000, random.next)) tenths[Math.floor(value * 10)]! += 1;
    // Chi-squared with 9 degrees of freedom: 99.9 % below 27.88 (table of the distribution).
    expect(tenths.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(27.88);
  });

  it('draws normally with the mean and deviation asked for', () => {
    const random = randomFrom('normal');
    const values = draws(10_000, () => random.normal(3, 2));
    // Standard error of the mean: 2 / √10000 = 0.02; of the deviation: 2 / √20000 = 0.014. Four of each.
    expect(Math.abs(mean(values) - 3)).toBeLessThan(0.08);
    expect(Math.abs(Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2))) - 2)).toBeLessThan(0.057);
  });

  it('chooses by weight and never what weighs nothing', () => {
    const random = randomFrom('weighted');
    const chosen = Array.from({ length: 4000 }, () => random.weighted([['a', 3], ['b', 1], ['never', 0]])); // prettier-ignore
    expect(chosen).not.toContain('never');
    // Three quarters; standard error √(0.75 · 0.25 / 4000) = 0.007.
    expect(Math.abs(chosen.filter((value) => value === 'a').length / 4000 - 0.75)).toBeLessThan(0.028);
  });

  it('makes response ids in the form of a UUID of version 4', () => {
    const random = randomFrom('ids');
    const ids = Array.from({ length: 1000 }, () => responseId(random));
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
