import { describe, expect, it } from '@jest/globals';
import { trendChart } from '../../../server/render/charts/trend-chart.js';
import type { Figure } from '../../../server/domain/report-model.js';

function scaleStart(...figures: Figure[]): unknown {
  const points = figures.map((figure) => ({ label: '', figure, breakBefore: false }));
  return trendChart({ kind: 'trend', language: 'vi', points }).options?.scales?.['y']?.min;
}
const shown = (value: number, low: number): Figure => ({
  value,
  n: 300,
  interval: { low, high: value + 2 },
  display: 'shown',
});

describe('the scale of a trend', () => {
  it('begins at the ten below the lowest interval', () => {
    expect(scaleStart(shown(86, 84), shown(83, 81.5))).toBe(80);
    expect(scaleStart(shown(82, 80.4))).toBe(70);
  });
  it('never begins below zero', () => expect(scaleStart(shown(3, 0))).toBe(0));
  it('begins at zero where nothing is shown', () => {
    expect(scaleStart({ value: null, n: 3, interval: null, display: 'suppressed' })).toBe(0);
  });
});
