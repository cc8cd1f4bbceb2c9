import { describe, expect, it } from '@jest/globals';
import type { ScoreMethod } from '../../server/satisfaction/method.js';
import { scoresService } from '../../server/services/scores.js';
import { versionsById } from './numbers/tiny-world.js';

const text = { vi: '', en: '' };
const version = (number: number, validFrom: string | null, weight: number): ScoreMethod => ({
  ...{
    kind: 'score',
    id: 'score',
    version: number,
    title: text,
    legalBasis: text,
    formula: text,
    source: '',
  },
  ...{ validFrom, validTo: null, rounding: { decimals: 2 }, questionnaires: [], criterionRule: null },
  ...{ aggregation: { text }, unitAggregation: { text } },
  tree: {
    ...{ id: 'all', title: text, combine: 'mean' },
    children: [
      { id: 'a', title: text, weight, range: [0, 10] },
      { id: 'b', title: text, range: [0, 10] },
    ],
  },
});
const scores = scoresService({
  catalogue: { methods: versionsById([version(1, null, 1), version(2, '2026-07-01', 3)]) },
  // 30 June 2026, 23:59 in Vietnam.
  now: () => new Date('2026-06-30T16:59:00Z'),
});
const values = { a: 10, b: 0 };

describe('a score without a period', () => {
  it('is by the version of today', () => {
    expect(scores.score('score', values)).toMatchObject({ version: 1, value: 5 });
    expect(scores.method('score')).toMatchObject({ version: 1, validFrom: null, validTo: '2026-07-01' });
  });

  it('is by the version that is named', () => {
    expect(scores.score('score@2', values)).toMatchObject({ version: 2, value: 7.5 });
    expect(scores.method('score@2')).toMatchObject({ validFrom: '2026-07-01', validTo: null });
  });

  it.each(['score@3', 'other'])('is not by %s', (name) => {
    expect(() => scores.score(name, values)).toThrow(expect.objectContaining({ code: 'method-not-found' }));
  });
});
