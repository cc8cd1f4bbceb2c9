import { describe, expect, it } from '@jest/globals';
import { qualityRules } from '../../../server/domain/quality-flags.js';
import type { QualityTold } from '../../../server/domain/report-model.js';
import { createNumbering } from '../../../server/render/report/numbering.js';
import { qualityTable } from '../../../server/render/report/quality-table.js';
import { reportModel } from '../report-models.js';

const blocks = (quality: QualityTold) => qualityTable(reportModel(200, { quality }), createNumbering());
const flags = Object.entries(qualityRules).map(([id, rule], at) => ({
  id,
  ...rule,
  n: at < 2 ? 1200 + at : 0,
}));

describe('the table of quality in a report', () => {
  it('tells each rule that was raised with its level and number, and units apart from responses', () => {
    const [table] = blocks({ flags, units: { compared: 12, far: 1 } });
    expect(table).toMatchObject({
      kind: 'table',
      rows: [
        { cells: ['Trả lời nhanh hơn 2 giây mỗi câu', 'Phúc tra', '1.200 phiếu'] },
        { cells: ['Chọn cùng một mức cho tất cả (từ 10 câu)', 'Ghi nhận', '1.201 phiếu'] },
        { cells: [expect.stringContaining('kiosk lệch xa'), 'Phúc tra', '1/12 đơn vị'] },
      ],
    });
  });

  it('is a sentence where nothing was raised and nothing compared', () => {
    const none = flags.map((flag) => ({ ...flag, n: 0 }));
    expect(blocks({ flags: none, units: { compared: 0, far: 0 } })).toEqual([
      { kind: 'paragraph', text: 'Không phiếu nào vi phạm quy tắc kiểm tra chất lượng.' },
    ]);
  });
});
