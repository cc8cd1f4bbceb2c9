import { describe, expect, it } from '@jest/globals';
import { reportDocument } from '../../../server/render/report-document.js';
import { displayRuleText } from '../../../server/render/report/threshold-words.js';
import { figure, reportModel } from '../report-models.js';

/** The report about `n` responses by a method with thresholds of its own, as one text. */
function textOf(n: number, suppressBelow: number, warnBelow: number): string {
  const { method } = reportModel(n);
  const others = [
    {
      method: { id: 'short', version: 1, title: { vi: 'Phiếu ngắn', en: 'Short form' } },
      display: { suppressBelow: 3, warnBelow: 4 },
      source: 'self-selected' as const,
      responses: 2,
      figure: figure(null, 2),
    },
  ];
  const display = { suppressBelow, warnBelow };
  return JSON.stringify(reportDocument(reportModel(n, { method: { ...method, display }, others })).blocks);
}

describe('a report by a method with other thresholds', () => {
  it('says from how many responses on a number is shown', () => {
    const text = textOf(7, 8, 50);
    expect(text).toContain('chỉ có 7 phiếu trả lời, dưới mức tối thiểu 8 phiếu');
    expect(text).toContain('Số liệu gốc không được công bố vì không đủ số phiếu (dưới 8)');
    expect(text).toContain('Công bố: dưới 8 phiếu thì ẩn số liệu');
    expect(text).toContain('từ 8 đến dưới 50 phiếu thì ghi chú chỉ để tham khảo');
    expect(text).not.toMatch(/dưới (mức tối thiểu )?10\b/);
  });

  it('says below how many a number is for reference only', () => {
    const text = textOf(21, 8, 50);
    expect(text).toContain('(*) Từ 8 đến dưới 50 phiếu: số liệu chỉ để tham khảo.');
    expect(text).toContain('Số phiếu dưới 50 nên chỉ số chỉ để tham khảo');
    expect(text).toContain('dưới 50 phiếu, chỉ để tham khảo');
    // The interval needs 30 responses whatever a method shows (decision 0006).
    expect(text.match(/dưới 30/g)).toHaveLength(1);
  });

  it('tells those of another form by the thresholds of its own method', () => {
    expect(textOf(140, 8, 50)).toContain('“–”: không công bố vì không đủ số phiếu (dưới 3)');
  });
});

describe('the rule of display', () => {
  it('has no warning where a method shows everything or nothing', () => {
    expect(displayRuleText({ suppressBelow: 30, warnBelow: 30 })).toBe(
      'Công bố: dưới 30 phiếu thì ẩn số liệu, và ẩn thêm số liệu mà từ đó có thể suy ra số liệu đã ẩn; không có câu trả lời thì ghi “–”, không ghi 0.',
    );
  });
});
