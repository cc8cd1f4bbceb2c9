import type { CriterionRow, ReportModel } from '../../domain/report-model.js';
import { formatCount } from '../format-number.js';
import { annexHead } from './annex-head.js';
import type { Block } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE, levelNames } from './phrases.js';
import { hasManyUnits, unitsTable } from './section-units.js';
import { columns, tableBlock } from './table-block.js';
import { notPublished } from './threshold-words.js';

function countCells({ code, text, figure, counts, notUsed, blank }: CriterionRow): string[] {
  const levels = counts ?? levelNames.map(() => null);
  return [
    code,
    text.vi,
    ...levels.map((count) => formatCount(count, LANGUAGE)),
    formatCount(figure.n, LANGUAGE),
    formatCount(notUsed, LANGUAGE),
    formatCount(blank, LANGUAGE),
  ];
}

/** The table of raw counts; its columns of levels are as wide as the longest count asks. */
function countsTable(model: ReportModel, numbering: Numbering, criteria: CriterionRow[]): Block {
  const longest = Math.max(
    ...criteria.flatMap((row) =>
      countCells(row)
        .slice(2, 7)
        .map((cell) => cell.length),
    ),
  );
  const level = `r${(0.07 + 0.025 * longest).toFixed(3)}`;
  return tableBlock(model, numbering, {
    title: 'Số câu trả lời theo từng mức của từng tiêu chí',
    columns: columns(`c l1 ${`${level} `.repeat(levelNames.length)}r r0.3 r0.24`),
    head: [
      [
        { text: 'Mã', rowspan: 2 },
        { text: 'Tiêu chí', rowspan: 2 },
        { text: 'Số câu trả lời ở mức', colspan: 5 },
        { text: 'Hợp lệ', rowspan: 2 },
        { text: 'Không sử dụng', rowspan: 2 },
        { text: 'Bỏ trống', rowspan: 2 },
      ],
      levelNames.map((_, index) => ({ text: String(index + 1) })),
    ],
    rows: criteria.map((criterion) => ({ cells: countCells(criterion) })),
    notes: [
      `Mức: ${levelNames.map((name, index) => `${index + 1} – ${name}`).join('; ')}.`,
      '“Hợp lệ” là tổng của năm mức. “Không sử dụng” là câu trả lời “Không biết / Không sử dụng”; cùng với câu bỏ trống, các câu này không vào mẫu số.',
      ...(criteria.some(({ counts }) => counts === null)
        ? [`“–”: không công bố vì ${notPublished(model.method.display)}.`]
        : []),
    ],
    dense: true,
  });
}

/** Phụ lục I: every count that the indices were made from, so that anybody can compute them again. */
export function countsAnnex(model: ReportModel, numbering: Numbering): Block[] {
  const criteria = model.elements.flatMap((element) => element.criteria);
  const none =
    model.overall.n === 0
      ? 'Trong kỳ không có phiếu trả lời hợp lệ nên không có số liệu gốc.'
      : `Số liệu gốc không được công bố vì ${notPublished(model.method.display)}.`;
  const shown = model.overall.n > 0 && criteria.some(({ counts }) => counts !== null);
  return [
    annexHead(model, 'Phụ lục I', 'SỐ LIỆU GỐC'),
    shown ? countsTable(model, numbering, criteria) : { kind: 'paragraph', text: none },
    ...(hasManyUnits(model) ? [unitsTable(model, numbering, 'Chỉ số hài lòng của tất cả đơn vị')] : []),
  ];
}
