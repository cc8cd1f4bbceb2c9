import { describe, expect, it } from '@jest/globals';
import { dashboardCharts, unitsToDraw } from '../../server/services/dashboard-charts.js';
import { reportModel, unitRow } from '../http/pages/dashboard-model.js';

const levels = ['1', '2', '3', '4', '5'];

describe('unitsToDraw', () => {
  it('puts the best first and leaves out units without a value', () => {
    const codes = unitsToDraw(reportModel().units).map(({ code }) => code);
    expect(codes).toEqual(['00004', '00082']);
  });

  it('keeps the first and the last ten of many', () => {
    const many = Array.from({ length: 131 }, (_, place) =>
      unitRow(`u${place}`, `Đơn vị ${place}`, 99 - place / 10),
    );
    const codes = unitsToDraw(many).map(({ code }) => code);
    expect(codes).toHaveLength(20);
    expect([codes[0], codes[9], codes[10], codes[19]]).toEqual(['u0', 'u9', 'u121', 'u130']);
  });

  it('shows no unit twice where there are few', () => {
    const few = Array.from({ length: 15 }, (_, place) => unitRow(`u${place}`, 'x', 90));
    expect(new Set(unitsToDraw(few).map(({ code }) => code)).size).toBe(15);
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
