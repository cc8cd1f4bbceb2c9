import { describe, expect, it } from '@jest/globals';
import { roundHalfUp, roundHalfUpText } from '../../server/satisfaction/round-half-up.js';

describe('roundHalfUp', () => {
  it.each([
    [82.665, 2, 82.67], // held in binary as 82.66499999999999…
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [82.66499, 2, 82.66],
    [0.5, 0, 1],
    [79.5, 0, 80],
    [99.995, 2, 100],
    [-1.005, 2, -1.01], // away from zero: a fall is rounded like a rise
    [1e-9, 2, 0],
    [0, 2, 0],
    [39765, 0, 39765],
  ])('rounds %d to %d decimals as %d', (value, decimals, rounded) => {
    expect(roundHalfUp(value, decimals)).toBe(rounded);
  });

  it('looks at 12 significant digits before the half: sums of many shares leave noise behind them', () => {
    expect(roundHalfUp(82.66499999999999, 2)).toBe(82.67);
    expect(roundHalfUp(82.664999999, 2)).toBe(82.66);
  });

  it.each([
    [100, 2, '100.00'],
    [0.004, 2, '0.00'],
    [-0.004, 2, '0.00'],
    [5, 0, '5'],
    [123456789.125, 2, '123456789.13'],
  ])('writes %d with %d decimals as %s', (value, decimals, text) => {
    expect(roundHalfUpText(value, decimals)).toBe(text);
  });

  it('refuses what is no number', () => {
    expect(() => roundHalfUp(NaN, 2)).toThrow(RangeError);
    expect(() => roundHalfUp(1, -1)).toThrow(RangeError);
  });
});
