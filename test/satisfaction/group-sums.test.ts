import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REPLICATE_GROUPS } from '../../server/satisfaction/columns.js';
import { sumsWithout, sumWithout } from '../../server/satisfaction/group-sums.js';

const byGroup = (value: fc.Arbitrary<number>) =>
  fc
    .array(value, { minLength: REPLICATE_GROUPS, maxLength: REPLICATE_GROUPS })
    .map((values) => Float64Array.from(values));
const lefts = [...Array.from({ length: REPLICATE_GROUPS }, (_, g) => g), null];

describe('sumsWithout', () => {
  it('is the sum without each group, and of all, exactly where all are whole numbers', () => {
    fc.assert(
      fc.property(byGroup(fc.nat(10_000_000)), (values) => {
        expect([...sumsWithout(values)]).toEqual(lefts.map((left) => sumWithout(values, left)));
      }),
    );
  });

  it('is exactly 0 without the only group that has any weight', () => {
    const values = new Float64Array(REPLICATE_GROUPS);
    values[5] = 0.1 + 0.2;
    const sums = [...sumsWithout(values)];
    expect(sums[5]).toBe(0);
    expect(sums.filter((_, g) => g !== 5)).toEqual(new Array(REPLICATE_GROUPS).fill(0.1 + 0.2));
  });
});
