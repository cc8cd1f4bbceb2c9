/** II.3 Theo từng tiêu chí. */
import type { CriterionRow, ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex, isShown } from '../format-figure.js';
import { formatCount, formatNumber, formatPercent, NOTHING } from '../format-number.js';
import type { Block, TableRow } from './block.js';
import { byValue } from './by-value.js';
import { figureBlock } from './figure-block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE, levelNames } from './phrases.js';
import { columns, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

/** Shares of the five levels in percent with one decimal. */
function levelShares({ counts, figure }: CriterionRow): string[] {
  const valid = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (counts === null || valid === 0 || !isShown(figure)) return levelNames.map(() => NOTHING);
  return counts.map((count) => formatNumber((100 * count) / valid, 1, LANGUAGE));
}

function rows(model: ReportModel): TableRow[] {
  return model.elements.flatMap(({ code, title, figure, criteria }) => [
    {
      cells: [
        code,
        title.vi,
        formatCount(figure.n, LANGUAGE),
        ...levelNames.map(() => ''),
        formatIndex(figure, LANGUAGE),
        formatFigureInterval(figure, LANGUAGE),
      ],
      strong: true as const,
    },
    ...criteria.map((criterion) => ({
      cells: [
        criterion.code,
        criterion.text.vi,
        formatCount(criterion.figure.n, LANGUAGE),
        ...levelShares(criterion),
        formatIndex(criterion.figure, LANGUAGE),
        formatFigureInterval(criterion.figure, LANGUAGE),
      ],
    })),
  ]);
}

function criteriaTable(model: ReportModel, numbering: Numbering, criteria: CriterionRow[]): Block {
  return tableBlock(model, numbering, {
    title: 'Kết quả theo từng tiêu chí',
    columns: columns('c l1 r r0.165 r0.165 r0.165 r0.165 r0.165 r0.27 c0.42'),
    head: [
      [
        { text: 'Mã', rowspan: 2 },
        { text: 'Tiêu chí', rowspan: 2 },
        { text: 'Số phiếu', rowspan: 2 },
        { text: 'Tỷ lệ từng mức (%)', colspan: 5 },
        { text: 'Chỉ số (%)', rowspan: 2 },
        { text: 'Khoảng tin cậy 95%', rowspan: 2 },
      ],
      levelNames.map((_, level) => ({ text: String(level + 1) })),
    ],
    rows: rows(model),
    notes: [
      `Mức: ${levelNames.map((name, level) => `${level + 1} – ${name}`).join('; ')}. Tỷ lệ tính trên số câu trả lời hợp lệ, đã làm tròn nên tổng có thể chênh lệch nhỏ so với 100%.`,
      ...figureNotes(
        criteria.map(({ figure }) => figure),
        model.method.display,
      ),
    ],
    dense: true,
  });
}

/** 'A1 “Nơi ngồi chờ …” (81,20%)'. */
export function criterionPhrase({ code, text, figure }: CriterionRow): string {
  return `${code} “${text.vi}” (${formatPercent(figure.value, LANGUAGE)})`;
}

export function criteriaSection(model: ReportModel, numbering: Numbering): Block[] {
  const criteria = model.elements.flatMap((element) => element.criteria);
  const ranked = byValue(criteria);
  const best = ranked[0];
  const worst = ranked.at(-1);
  const heading: Block = { kind: 'heading', level: 2, text: '3. Theo từng tiêu chí' };
  if (best === undefined || worst === undefined)
    return [heading, { kind: 'paragraph', text: 'Không tiêu chí nào đủ số phiếu để công bố.' }];
  const ends = `cao nhất là ${criterionPhrase(best)}; thấp nhất là ${criterionPhrase(worst)}`;
  return [
    heading,
    { kind: 'paragraph', text: `Trong ${criteria.length} tiêu chí, ${ends}.` },
    criteriaTable(model, numbering, criteria),
    figureBlock(
      model,
      numbering,
      'Tỷ lệ trả lời theo năm mức của từng tiêu chí (%)',
      {
        kind: 'distribution',
        language: LANGUAGE,
        levels: levelNames,
        rows: criteria.map((criterion) => ({
          label: `${criterion.code}. ${criterion.text.vi}`,
          counts: isShown(criterion.figure) ? criterion.counts : null,
        })),
      },
      `Biểu đồ thanh xếp chồng, tỷ lệ trả lời theo năm mức của ${criteria.length} tiêu chí: ${ends}. Số liệu đầy đủ ở bảng ngay trên.`,
    ),
  ];
}
