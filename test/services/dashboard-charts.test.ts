import { describe, expect, it } from '@jest/globals';
import type { UnitRow } from '../../server/domain/report-model.js';
import { dashboardCharts, unitChartRows } from '../../server/services/dashboard-charts.js';
import { reportModel, unitRow } from '../http/pages/dashboard-model.js';

const levels = ['1', '2', '3', '4', '5'];

describe('unitChartRows', () => {
  const labels = (units: UnitRow[]) => unitChartRows(units, 'vi').map(({ label }) => label);
  const units = (count: number) =>
    Array.from({ length: count }, (_, place) => unitRow(`u${place}`, `Đơn vị ${place}`, 99 - place / 10));

  it('puts the best first and leaves out units without a value', () => {
    expect(labels(reportModel().units)).toEqual(['Phường Ba Đình', 'Phường Cửa Nam']);
  });

  it('keeps the first and the last ten of many, with a gap between them', () => {
    const rows = labels(units(131));
    expect(rows).toHaveLength(21);
    expect([rows[0], rows[9], rows[10], rows[11], rows[20]]).toEqual([
      'Đơn vị 0',
      'Đơn vị 9',
      '…',
      'Đơn vị 121',
      'Đơn vị 130',
    ]);
  });

  it('shows all of a few, each once', () => {
    expect(new Set(labels(units(20))).size).toBe(20);
  });
});

describe('dashboardCharts', () => {
  it('names the period before only where the two can be compared', () => {
    const broken = reportModel({ comparisonBreak: { vi: 'Phương pháp đã đổi', en: 'The method changed' } });
    expect(dashboardCharts(reportModel(), levels, 'vi').elements).toMatchObject({
      previousLabel: 'quý II năm 2026',
    });
    expect(dashboardCharts(broken, levels, 'vi').elements).toMatchObject({ previousLabel: null });
  });

  it('draws no counts of a suppressed criterion', () => {
    const { distribution } = dashboardCharts(reportModel(), levels, 'vi');
    expect(distribution).toMatchObject({ rows: [{}, {}, {}, { label: 'B2. Tiêu chí b2', counts: null }] });
  });
});
