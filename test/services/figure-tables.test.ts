import { describe, expect, it } from '@jest/globals';
import { figureTable, tableNames } from '../../server/services/figure-tables.js';
import { reportModel } from '../http/pages/dashboard-model.js';

describe('figureTable', () => {
  it.each(tableNames)('has as many cells in every row of %s as heads', (name) => {
    const [head, ...rows] = figureTable(reportModel(), name, 'vi');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => head!.length));
  });

  it('writes numbers unrounded', () => {
    const rows = figureTable(reportModel(), 'units', 'vi');
    expect(rows[1]).toEqual(['00082', 'Phường Cửa Nam', 1, 3, 78.25, 76.25, 80.25, 200, 'shown']);
  });

  it('leaves what is suppressed empty and says so', () => {
    const rows = figureTable(reportModel(), 'units', 'vi');
    expect(rows[3]).toEqual(['00008', 'Phường Ngọc Hà', null, null, null, null, null, 4, 'suppressed']);
  });

  it('gives no count of a suppressed criterion', () => {
    const suppressed = figureTable(reportModel(), 'criteria', 'vi').find((row) => row[1] === 'B2');
    expect(suppressed?.slice(-7)).toEqual([null, null, null, null, null, null, null]);
  });

  it('names things in the reader’s language under the same heads', () => {
    const vi = figureTable(reportModel(), 'domains', 'vi');
    const en = figureTable(reportModel(), 'domains', 'en');
    expect(en[0]).toEqual(vi[0]);
    expect([vi[1]?.[1], en[1]?.[1]]).toEqual(['Đất đai', 'Đất đai (en)']);
  });
});
