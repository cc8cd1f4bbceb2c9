import { describe, expect, it } from '@jest/globals';
import type { AcrossUnitsRow, Figure } from '../../../server/domain/report-model.js';
import { acrossUnitsTable } from '../../../server/render/report/across-units-table.js';
import { createNumbering } from '../../../server/render/report/numbering.js';
import { reportModel } from '../report-models.js';

const figure = (value: number): Figure => ({
  value,
  n: 200,
  interval: { low: value - 1, high: value + 1 },
  display: 'shown',
});
const row = (rule: AcrossUnitsRow['rule'], changes: Partial<AcrossUnitsRow>): AcrossUnitsRow => ({
  rule,
  title: { vi: rule, en: rule },
  isMain: false,
  figure: null,
  unitsWithoutDossiers: [],
  ...changes,
});

describe('the table of ways to make one number out of several units', () => {
  it('marks the way that gives the overall index, and says whose dossiers are missing', () => {
    const acrossUnits = [
      row('pooled', { isMain: true, figure: figure(82.664) }),
      row('equal_units', { figure: figure(80) }),
      row('weighted_by_transactions', { unitsWithoutDossiers: ['a', 'b'] }),
    ];
    const [, table] = acrossUnitsTable(reportModel(200, { acrossUnits }), createNumbering());
    expect(table).toMatchObject({
      kind: 'table',
      rows: [
        { cells: ['pooled – chỉ số hài lòng chung', '82,66', '81,66–83,66'], strong: true },
        { cells: ['equal_units', '80,00', '79,00–81,00'] },
      ],
    });
    expect(JSON.stringify(table)).toContain('Chưa nhập số hồ sơ đã giải quyết của 2 đơn vị');
  });

  it('is left out for a single unit', () => {
    expect(acrossUnitsTable(reportModel(200), createNumbering())).toEqual([]);
  });
});
