import { describe, expect, it } from '@jest/globals';
import {
  transactionFaults,
  transactionsOf,
  type MonthTransactions,
} from '../../server/domain/transactions.js';
import type { Unit } from '../../server/domain/unit.js';

const row = (unitCode: string, month: string, count: number): MonthTransactions => ({
  unitCode,
  month,
  count,
});
const units = new Map([['w1', {} as Unit]]);

describe('transactionsOf', () => {
  it('adds up the months of a unit, and knows nothing of one that lacks a month', () => {
    const known = transactionsOf([row('w1', '2026-07', 3), row('w1', '2026-08', 4), row('w2', '2026-07', 9)]);
    expect([...known.byUnit(['2026-07', '2026-08'])]).toEqual([['w1', 7]]);
    expect([...known.byUnit(['2026-07'])]).toEqual([
      ['w1', 3],
      ['w2', 9],
    ]);
    expect([...known.byUnit(['2026-09'])]).toEqual([]);
  });
});

describe('transactionFaults', () => {
  it.each([
    ['an unknown unit', [row('x', '2026-07', 1)], '/0/unitCode', 'there is no unit `x`'],
    ['a month that is none', [row('w1', '2026-13', 1)], '/0/month', 'no month'],
    ['a number below 0', [row('w1', '2026-07', -1)], '/0/count', 'no whole number'],
    ['no number', [row('w1', '2026-07', NaN)], '/0/count', 'no whole number'],
    [
      'a unit twice in a month',
      [row('w1', '2026-07', 1), row('w1', '2026-07', 2)],
      '/1/unitCode',
      'row 1 already',
    ],
  ])('names %s with its place', (_, rows, pointer, reason) => {
    expect(transactionFaults(rows, units)).toEqual([{ pointer, reason: expect.stringContaining(reason) }]);
  });
});
