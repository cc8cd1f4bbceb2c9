import type { FlagLevel } from '../../domain/quality-flags.js';
import { unitRule } from '../../domain/quality-flags.js';
import type { ReportModel } from '../../domain/report-model.js';
import { formatCount } from '../format-number.js';
import type { Block } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';

const levels: Record<FlagLevel, string> = {
  info: 'Ghi nhận',
  review: 'Phúc tra',
  reject: 'Loại cho đến khi được xác nhận',
};

/** Which rules of quality were raised and how often; a sentence where none was. */
export function qualityTable(model: ReportModel, numbering: Numbering): Block[] {
  const { flags, units } = model.quality;
  const rows = flags
    .filter(({ n }) => n > 0)
    .map(({ text, level, n }) => [text.vi, levels[level], `${formatCount(n, LANGUAGE)} phiếu`]);
  if (units.compared > 0)
    rows.push([
      unitRule.text.vi,
      levels[unitRule.level],
      `${formatCount(units.far, LANGUAGE)}/${formatCount(units.compared, LANGUAGE)} đơn vị`,
    ]);
  if (rows.length === 0)
    return [{ kind: 'paragraph', text: 'Không phiếu nào vi phạm quy tắc kiểm tra chất lượng.' }];
  return [
    tableBlock(model, numbering, {
      title: 'Kết quả kiểm tra chất lượng',
      columns: columns('l1 l0.35 r'),
      head: plainHead('Quy tắc', 'Mức', 'Số lượng'),
      rows: rows.map((cells) => ({ cells })),
      notes: [
        'Số phiếu tính trên mọi phiếu nhận được trong kỳ; kiosk và mã QR so trên phiếu được tính, ở đơn vị có ít nhất 30 phiếu mỗi kênh. Quy tắc không tự xóa phiếu nào; quyết định loại hoặc giữ phiếu cần hai người. Quy tắc không nêu trong bảng không ghi nhận phiếu nào.',
      ],
      dense: true,
    }),
  ];
}
