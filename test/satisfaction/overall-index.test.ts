import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computeIndex } from '../../server/satisfaction/compute-index.js';
import { overallIndex } from '../../server/satisfaction/overall-index.js';
import { tally } from '../../server/satisfaction/tally.js';
import { surveyMethod } from '../services/numbers/tiny-world.js';

const structure = {
  elements: [
    { id: 'a', group: null, criteria: ['a1', 'a2'] },
    { id: 'b', group: null, criteria: ['b1'] },
  ],
};
const rules = ['mean_of_criteria', 'mean_of_elements', 'pooled'] as const;

describe('overallIndex', () => {
  it('is the overall value, n, interval and variance of the whole index, whatever the rule', () => {
    const row = fc.tuple(
      ...[0, 1, 2].map(() => fc.integer({ min: 0, max: 6 })),
      fc.integer({ min: 0, max: 31 }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), fc.constantFrom(...rules), (rows, rule) => {
        const column = (at: number) => Uint8Array.from(rows, (each) => each[at]!);
        const levels = { a1: column(0), a2: column(1), b1: column(2) };
        const columns = { rows: rows.length, levels, group: column(3), weight: null };
        const method = surveyMethod('any', [], { aggregation: { rule, text: { vi: '', en: '' } } });
        const counts = tally(columns, structure, null);
        expect(overallIndex(counts, structure, method)).toEqual(
          computeIndex(counts, structure, method).overall,
        );
      }),
      { numRuns: 60 },
    );
  });
});
