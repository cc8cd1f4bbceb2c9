import { describe, expect, it } from '@jest/globals';
import {
  defaultOrder,
  nextOrder,
  orderUnits,
  type UnitOrder,
} from '../../../server/http/pages/unit-order.js';
import { unitRow } from './dashboard-model.js';

const rows = [
  { ...unitRow('d', 'Phường Đống Đa', 82), rank: { from: 2, to: 3 } },
  { ...unitRow('a', 'Phường Ái Mộ', 90), rank: { from: 1, to: 2 } },
  { ...unitRow('c', 'Phường Cửa Nam', null), rank: null },
  { ...unitRow('b', 'Phường Dịch Vọng', 85), rank: { from: 2, to: 3 } },
];
const codes = (order: UnitOrder) => orderUnits(rows, order, 'vi').map(({ code }) => code);

describe('orderUnits', () => {
  it('puts the best rank first, the higher index first among equals, and the suppressed last', () => {
    expect(codes(defaultOrder)).toEqual(['a', 'b', 'd', 'c']);
  });

  it('keeps the suppressed last in the other direction too', () => {
    expect(codes({ column: 'index', direction: 'ascending' })).toEqual(['d', 'b', 'a', 'c']);
    expect(codes({ column: 'index', direction: 'descending' })).toEqual(['a', 'b', 'd', 'c']);
  });

  it('sorts names as Vietnamese does: đ after d', () => {
    expect(codes({ column: 'name', direction: 'ascending' })).toEqual(['a', 'c', 'b', 'd']);
  });

  it('leaves the given list as it was', () => {
    codes(defaultOrder);
    expect(rows.map(({ code }) => code)).toEqual(['d', 'a', 'c', 'b']);
  });
});

describe('nextOrder', () => {
  it('turns the column it is sorted by', () => {
    expect(nextOrder(defaultOrder, 'rank')).toEqual({ column: 'rank', direction: 'descending' });
  });

  it('begins another column with names from A and the highest index', () => {
    expect(nextOrder(defaultOrder, 'name').direction).toBe('ascending');
    expect(nextOrder(defaultOrder, 'index').direction).toBe('descending');
  });
});
