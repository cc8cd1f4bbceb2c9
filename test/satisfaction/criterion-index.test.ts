import { describe, expect, it } from '@jest/globals';
import { criterionIndex, scaleRange } from '../../server/satisfaction/criterion-index.js';
import { criterionMeasures } from '../../server/satisfaction/criterion-measures.js';
import type { LevelCounts } from '../../server/satisfaction/estimate.js';
import { roundHalfUp } from '../../server/satisfaction/round-half-up.js';
import { goldenJson } from '../golden/read-golden.js';

interface Anchor {
  service: string;
  month: string;
  counts_VD_D_N_S_VS: LevelCounts;
  n: number;
  published: number;
  mean_rescaled: number;
  top2: number;
  method: 'rescaled_mean' | 'top2';
  matches: boolean;
}
/** Monthly counts and published index, UK Office of the Public Guardian (ministryofjustice/opg-performance-data, MIT). */
const anchors = goldenJson<Anchor[]>('likert-anchors.json');

describe('criterionIndex', () => {
  it.each(anchors)('recomputes what was published for $service in $month', (anchor) => {
    const counts = anchor.counts_VD_D_N_S_VS;
    const mean = criterionIndex(counts, 'mean4')!;
    const top2 = criterionIndex(counts, 'top2')!;
    expect(roundHalfUp(mean, 4)).toBe(anchor.mean_rescaled);
    expect(roundHalfUp(top2, 4)).toBe(anchor.top2);
    const index = anchor.method === 'top2' ? top2 : mean;
    expect(roundHalfUp(index, 0) === anchor.published).toBe(anchor.matches);
  });

  it('knows the two published values that no method gives', () => {
    expect(anchors.filter(({ matches }) => !matches).map(({ month }) => month)).toEqual([
      '2023-02',
      '2025-04',
    ]);
  });

  it.each([
    // sipas.md §4.2, worked example
    ['top2', 81.01],
    ['mean4', 79.58],
    ['mean5', 83.66],
  ] as const)('is by %s %d for 23, 46, 153, 419, 528', (rule, value) => {
    expect(roundHalfUp(criterionIndex([23, 46, 153, 419, 528], rule)!, 2)).toBe(value);
  });

  it('prints 96.45 for both counts that round to the published 96,45 % of 22 250 (Bộ Công an 2020)', () => {
    const of = (satisfied: number) => criterionIndex([22250 - satisfied, 0, 0, satisfied, 0], 'top2')!;
    expect([21459, 21460, 21461, 21462].map((n) => roundHalfUp(of(n), 2))).toEqual([
      96.44, 96.45, 96.45, 96.46,
    ]);
  });

  it.each(['top2', 'mean4', 'mean5'] as const)('is null by %s when nobody answered', (rule) => {
    expect(criterionIndex([0, 0, 0, 0, 0], rule)).toBeNull();
  });

  it('never falls below 20 by mean5 and below 0 by the others', () => {
    for (const rule of ['top2', 'mean4', 'mean5'] as const)
      expect(criterionIndex([7, 0, 0, 0, 0], rule)).toBe(scaleRange(rule).low);
  });
});

describe('criterionMeasures', () => {
  it('gives top-1, bottom-2, net, mean and item non-response', () => {
    // Basel-Stadt indicator 4151, 2019: 482 1080 273 43, 74 don't know, 90 no answer (here on levels 5, 4, 2, 1)
    const measures = criterionMeasures([43, 273, 0, 1080, 482], 74, 90);
    expect(roundHalfUp(measures.top2!, 2)).toBe(83.17); // 1562/1878, sipas.md §5.3
    expect(measures.top1).toBeCloseTo((100 * 482) / 1878, 12);
    expect(measures.bottom2).toBeCloseTo((100 * 316) / 1878, 12);
    expect(measures.net).toBeCloseTo((100 * (1562 - 316)) / 1878, 12);
    expect(measures.mean).toBeCloseTo((43 + 2 * 273 + 4 * 1080 + 5 * 482) / 1878, 12);
    expect(measures.nonResponse).toBeCloseTo(164 / 2042, 12);
  });
  it('is null where there is nothing to divide by', () => {
    expect(criterionMeasures([0, 0, 0, 0, 0], 3, 0)).toMatchObject({
      top1: null,
      mean: null,
      nonResponse: 1,
    });
    expect(criterionMeasures([0, 0, 0, 0, 0], 0, 0).nonResponse).toBeNull();
  });
});
