import { describe, expect, it } from '@jest/globals';
import { differences } from '../../../server/services/snapshots/differences.js';

describe('differences', () => {
  it('finds none between equal values, in whatever order their members stand', () => {
    expect(differences({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toEqual([]);
  });

  it('names each place', () => {
    expect(differences({ a: [1, { b: 2 }], c: 'x' }, { a: [1, { b: 3 }], d: 'x' })).toEqual([
      { path: '/a/1/b', published: 2, recomputed: 3 },
      { path: '/c', published: 'x', recomputed: undefined },
      { path: '/d', published: undefined, recomputed: 'x' },
    ]);
  });

  it('lets the last binary digits of a fraction differ, and nothing of a count', () => {
    expect(differences(82.66, 82.66 + 1e-12)).toEqual([]);
    expect(differences(82.66, 82.6600001)).toHaveLength(1);
    expect(differences(10_000_000_000, 10_000_000_001)).toHaveLength(1);
  });

  it('tells nothing from zero', () => {
    expect(differences(null, 0)).toHaveLength(1);
    expect(differences([], {})).toHaveLength(1);
  });
});
