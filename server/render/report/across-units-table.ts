import type { AcrossUnitsRow, ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount } from '../format-number.js';
import type { Block } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

const introduction =
  'Chỉ số của nhiều đơn vị có thể tổng hợp theo nhiều cách. Bảng dưới đây so sánh các cách đó trên cùng số phiếu; chỉ số hài lòng chung là cách mà phương pháp quy định. Các cách cho kết quả khác nhau nhiều khi đơn vị có nhiều phiếu và đơn vị có ít phiếu khác nhau về mức độ hài lòng.';

/** Why a way has no figure; null where it has one. */
function missingNote({ unitsWithoutDossiers: units }: AcrossUnitsRow): string | null {
  return units.length === 0
    ? null
    : `Chưa nhập số hồ sơ đã giải quyết của ${formatCount(units.length, LANGUAGE)} đơn vị trong kỳ nên không tính được bình quân theo số hồ sơ.`;
}

/** The overall index by each way of making one number out of several units. Nothing for a single unit. */
export function acrossUnitsTable(model: ReportModel, numbering: Numbering): Block[] {
  const { acrossUnits } = model;
  if (acrossUnits.length === 0) return [];
  const rows = acrossUnits.filter(({ figure }) => figure !== null);
  return [
    { kind: 'paragraph', text: introduction },
    tableBlock(model, numbering, {
      title: 'Chỉ số hài lòng chung theo cách tổng hợp giữa các đơn vị',
      columns: columns('l1 r c'),
      head: plainHead('Cách tổng hợp', 'Chỉ số (%)', 'Khoảng tin cậy 95%'),
      rows: rows.map(({ title, isMain, figure }) => ({
        cells: [
          isMain ? `${title.vi} – chỉ số hài lòng chung` : title.vi,
          formatIndex(figure, LANGUAGE),
          formatFigureInterval(figure, LANGUAGE),
        ],
        ...(isMain && { strong: true as const }),
      })),
      notes: [
        ...figureNotes(
          rows.map(({ figure }) => figure),
          model.method.display,
        ),
        ...acrossUnits.flatMap((row) => missingNote(row) ?? []),
      ],
    }),
  ];
}
