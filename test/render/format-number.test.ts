import { describe, expect, it } from '@jest/globals';
import {
  formatCount,
  formatNumber,
  formatPercent,
  formatShare,
  formatSigned,
} from '../../server/render/format-number.js';

describe('numbers as printed', () => {
  // 82,66 · 39.765 · 98,84: published SIPAS 2023 (sipas.md §4.7); 82.665 → 82,67: half-up on decimals (statistics.md §7)
  it.each([
    [82.66, 2, '82,66'],
    [82.665, 2, '82,67'],
    [1.005, 2, '1,01'],
    [39765, 0, '39.765'],
    [1234567.891, 1, '1.234.567,9'],
    [99.995, 2, '100,00'],
    [999.5, 0, '1.000'],
    [0.004, 2, '0,00'],
    [0.005, 2, '0,01'],
    [0, 2, '0,00'],
    [-0.004, 2, '0,00'],
    [-1.285, 2, '-1,29'],
    [100, 2, '100,00'],
    [5e-9, 2, '0,00'],
    [1e15, 0, '1.000.000.000.000.000'],
  ])('prints %d with %d decimals as %s', (value, decimals, printed) => {
    expect(formatNumber(value, decimals, 'vi')).toBe(printed);
  });

  it('uses the other marks in English', () => {
    expect(formatNumber(39765.5, 2, 'en')).toBe('39,765.50');
  });

  it('prints a dash where there is no number, never 0', () => {
    expect([formatNumber(null, 2, 'vi'), formatPercent(null, 'vi'), formatCount(null, 'vi')]).toEqual([
      '–',
      '–',
      '–',
    ]);
    expect([formatShare(null, 'vi'), formatSigned(null, 'vi'), formatNumber(NaN, 2, 'vi')]).toEqual([
      '–',
      '–',
      '–',
    ]);
  });

  it('prints shares as percentages', () => {
    expect(formatShare(39765 / 40230, 'vi')).toBe('98,84%'); // published 2023: 39.765 of 40.230 forms = 98,84 %
  });

  it('gives a change its sign, and none to a rounded zero', () => {
    expect(formatSigned(83.94 - 82.66, 'vi')).toBe('+1,28'); // published SIPAS 2024 against 2023
    expect(formatSigned(-2.4, 'vi')).toBe('-2,40');
    expect(formatSigned(0.001, 'vi')).toBe('0,00');
  });
});
