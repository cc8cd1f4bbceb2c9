/** II.5 Theo đơn vị. */
import type { ReportModel, UnitRow } from '../../domain/report-model.js';
import type { ChartRow } from '../charts/chart-data.js';
import { formatFigureInterval, formatIndex, isShown } from '../format-figure.js';
import { formatCount, formatPercent, NOTHING } from '../format-number.js';
import { acrossUnitsTable } from './across-units-table.js';
import type { Block, TableRow } from './block.js';
import { byValue, rankedRows } from './by-value.js';
import { figureBlock } from './figure-block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE, unitInSentence } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

/** As many units as one chart shows with names that can be read; of more, the best and the last ten. */
const READABLE = 25;
const ENDS = 10;

const rankNote =
  'Hạng ghi thành khoảng: số nhỏ là 1 cộng số đơn vị tốt hơn có ý nghĩa thống kê, số lớn là tổng số đơn vị trừ số đơn vị kém hơn có ý nghĩa thống kê (so từng cặp, hiệu chỉnh Holm, mức 5%).';

/** '3–17', or '4' where the rank is certain. */
function rankText({ rank }: UnitRow): string {
  if (rank === null) return NOTHING;
  const range = rank.from === rank.to ? [rank.from] : [rank.from, rank.to];
  return range.map((place) => formatCount(place, LANGUAGE)).join('–');
}

/** The table of all units, best first; those without a value come last. */
export function unitsTable(model: ReportModel, numbering: Numbering, title: string): Block {
  const rows: TableRow[] = rankedRows(model.units).map((unit, index) => ({
    cells: [
      String(index + 1),
      unit.name.vi,
      formatCount(unit.figure.n, LANGUAGE),
      formatIndex(unit.figure, LANGUAGE),
      formatFigureInterval(unit.figure, LANGUAGE),
      rankText(unit),
    ],
  }));
  return tableBlock(model, numbering, {
    title,
    columns: columns('r l1 r r c c'),
    head: plainHead('TT', 'Đơn vị', 'Số phiếu', 'Chỉ số (%)', 'Khoảng tin cậy 95%', 'Hạng'),
    rows,
    notes: [
      rankNote,
      ...figureNotes(
        model.units.map(({ figure }) => figure),
        model.method.display,
      ),
    ],
  });
}

/** Whether the units are too many for section II, so that their table stands in the annex. */
export function hasManyUnits(model: ReportModel): boolean {
  return model.units.length > READABLE;
}

/** Units for the chart, best first, and what its caption says of the choice. */
function drawn(model: ReportModel): { rows: ChartRow[]; caption: string } {
  const shown = byValue(model.units).map((unit) => ({ label: unit.name.vi, figure: unit.figure }));
  if (shown.length <= READABLE)
    return { rows: shown, caption: 'Chỉ số hài lòng theo đơn vị và khoảng tin cậy 95%' };
  const gap: ChartRow = {
    label: `… ${formatCount(shown.length - 2 * ENDS, LANGUAGE)} đơn vị ở giữa …`,
    figure: { value: null, n: 0, interval: null, display: 'none' },
    gap: true,
  };
  return {
    rows: [...shown.slice(0, ENDS), gap, ...shown.slice(-ENDS)],
    caption: `${ENDS} đơn vị có chỉ số cao nhất và ${ENDS} đơn vị có chỉ số thấp nhất`,
  };
}

export function unitsSection(model: ReportModel, numbering: Numbering): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: '5. Theo đơn vị' };
  if (model.units.length < 2)
    return [
      heading,
      { kind: 'paragraph', text: 'Báo cáo của một đơn vị, không có so sánh giữa các đơn vị.' },
    ];
  const ranked = byValue(model.units);
  const best = ranked[0];
  const worst = ranked.at(-1);
  if (best === undefined || worst === undefined)
    return [heading, { kind: 'paragraph', text: 'Không có đơn vị nào đủ số phiếu để công bố chỉ số.' }];
  const hidden = model.units.filter(({ figure }) => !isShown(figure)).length;
  const { rows, caption } = drawn(model);
  const where = hasManyUnits(model) ? ' Bảng đầy đủ của tất cả đơn vị ở Phụ lục I.' : '';
  return [
    heading,
    {
      kind: 'paragraph',
      text: `${formatCount(ranked.length, LANGUAGE)} trong ${formatCount(model.units.length, LANGUAGE)} đơn vị đủ số phiếu để công bố chỉ số; ${hidden === 0 ? 'không có đơn vị nào bị ẩn' : `${formatCount(hidden, LANGUAGE)} đơn vị không đủ số phiếu`}. Cao nhất là ${unitInSentence(best.name.vi)} (${formatPercent(best.figure.value, LANGUAGE)}), thấp nhất là ${unitInSentence(worst.name.vi)} (${formatPercent(worst.figure.value, LANGUAGE)}). Các đơn vị có khoảng tin cậy chồng lên nhau có thể không khác biệt có ý nghĩa, vì vậy hạng được ghi thành khoảng.${where}`,
    },
    figureBlock(
      model,
      numbering,
      caption,
      { kind: 'units', language: LANGUAGE, rows },
      `Biểu đồ thanh ngang, chỉ số (%) của ${rows.filter((row) => row.gap !== true).length} đơn vị kèm khoảng tin cậy, xếp từ cao xuống thấp: từ ${unitInSentence(best.name.vi)} (${formatPercent(best.figure.value, LANGUAGE)}) đến ${unitInSentence(worst.name.vi)} (${formatPercent(worst.figure.value, LANGUAGE)}).`,
    ),
    ...(hasManyUnits(model) ? [] : [unitsTable(model, numbering, 'Chỉ số hài lòng theo đơn vị')]),
    ...acrossUnitsTable(model, numbering),
  ];
}
