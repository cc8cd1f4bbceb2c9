/** Quantiles, Wilson and means from counts against R 4 (test/golden/survey.R). */
import { describe, expect, it } from '@jest/globals';
import { estimateFromCounts } from '../../server/satisfaction/estimate-from-counts.js';
import type { LevelCounts } from '../../server/satisfaction/estimate.js';
import { normalQuantile } from '../../server/satisfaction/normal-quantile.js';
import { studentQuantile, studentTwoSided } from '../../server/satisfaction/student-t.js';
import { wilsonInterval } from '../../server/satisfaction/wilson-interval.js';
import { goldenJson } from '../golden/read-golden.js';

const golden = goldenJson<{
  wilson: { x: number; n: number; low: number; high: number }[];
  qt: { df: number; q975: number; q995: number }[];
  qnorm: { p: number; z: number }[];
  pt: { t: number; df: number; p: number }[];
  counts_mean4: { counts: LevelCounts; value: number; low: number; high: number }[];
}>('survey.json');

/** Equal to `digits` significant digits. */
function expectNear(value: number | undefined, expected: number, relative: number): void {
  expect(Math.abs(value! - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-300));
}

describe('studentQuantile', () => {
  it.each(golden.qt)('is qt(0.975) and qt(0.995) of R with $df degrees of freedom', ({ df, q975, q995 }) => {
    expectNear(studentQuantile(0.975, df), q975, 1e-11);
    expectNear(studentQuantile(0.995, df), q995, 1e-11);
  });
  it('refuses what has no quantile', () => {
    expect(() => studentQuantile(0.975, 0)).toThrow(RangeError);
    expect(() => studentQuantile(0.2, 5)).toThrow(RangeError);
  });
});

describe('studentTwoSided', () => {
  it.each(golden.pt)('is 2·pt(-|$t|, $df) of R', ({ t, df, p }) =>
    expectNear(studentTwoSided(t, df), p, 1e-10),
  );
});

describe('normalQuantile', () => {
  it.each(golden.qnorm)('is qnorm($p) of R', ({ p, z }) =>
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1.2e-9 * Math.max(1, Math.abs(z))),
  );
  it('refuses 0 and 1', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});

describe('wilsonInterval', () => {
  it.each(golden.wilson)('is prop.test($x, $n, correct = FALSE) of R', ({ x, n, low, high }) => {
    const interval = wilsonInterval(x, n);
    expect(interval?.low).toBeCloseTo(low, 12);
    expect(interval?.high).toBeCloseTo(high, 12);
  });
  it('is null when nobody answered', () => expect(wilsonInterval(0, 0)).toBeNull());
  it('narrows as the sample fills its frame, and has no width once everybody was asked', () => {
    // n_eff = 80·(100−1)/(100−80) = 396, so the interval of a share 0.8 at n = 396: R prop.test(316.8, 396, correct = FALSE)
    const interval = wilsonInterval(64, 80, 100)!;
    expect(interval.low).toBeCloseTo(0.75780491463, 10);
    expect(interval.high).toBeCloseTo(0.836430612373, 10);
    expect(wilsonInterval(64, 80, 80)).toEqual({ low: 0.8, high: 0.8 });
  });
});

describe('estimateFromCounts', () => {
  it.each(golden.counts_mean4)(
    'has the mean and interval of R for $counts',
    ({ counts, value, low, high }) => {
      const estimate = estimateFromCounts(counts, 'mean4');
      expect(estimate.value).toBeCloseTo(value, 10);
      expect(estimate.interval?.low).toBeCloseTo(low, 10);
      expect(estimate.interval?.high).toBeCloseTo(high, 10);
    },
  );
  it('gives a share the interval of Wilson', () => {
    // 947 of 1169: 78.66–83.15 (sipas.md §4.7)
    const { value, n, interval } = estimateFromCounts([23, 46, 153, 419, 528], 'top2');
    expect(value).toBeCloseTo((100 * 947) / 1169, 12);
    expect(n).toBe(1169);
    expect(interval?.low).toBeCloseTo(78.66, 2);
    expect(interval?.high).toBeCloseTo(83.15, 2);
  });
  it('has no interval where everybody gave the same answer, and no value where nobody answered', () => {
    expect(estimateFromCounts([0, 0, 0, 12, 0], 'mean4')).toEqual({ value: 75, n: 12, interval: null });
    expect(estimateFromCounts([0, 0, 0, 0, 0], 'top2')).toEqual({ value: null, n: 0, interval: null });
  });
});
