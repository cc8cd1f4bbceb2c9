/** II.2 Theo yếu tố. */
import type { ElementRow, ReportModel } from '../../domain/report-model.js';
import type { ElementsChartData } from '../charts/chart-data.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount, formatPercent, formatSigned } from '../format-number.js';
import type { Block } from './block.js';
import { byValue } from './by-value.js';
import { figureBlock } from './figure-block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE, lowerFirst, upperFirst } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';
import { weightedTable } from './weighted-table.js';

/** Name of an element within a sentence. */
export function elementName(element: ElementRow): string {
  return `“${element.title.vi}”`;
}

function table(model: ReportModel, numbering: Numbering, previous: string | null): Block {
  const head = ['Mã', 'Yếu tố', 'Số phiếu', 'Chỉ số (%)', 'Khoảng tin cậy 95%'];
  const changes = previous === null ? [] : ['Thay đổi (điểm %)'];
  const significant = model.elements.some(({ change }) => change?.significant === true);
  return tableBlock(model, numbering, {
    title: 'Chỉ số hài lòng theo yếu tố',
    columns: columns(previous === null ? 'c l1 r r c' : 'c l1 r r c r0.35'),
    head: plainHead(...head, ...changes),
    rows: model.elements.map(({ code, title, figure, change }) => ({
      cells: [
        code,
        title.vi,
        formatCount(figure.n, LANGUAGE),
        formatIndex(figure, LANGUAGE),
        formatFigureInterval(figure, LANGUAGE),
        ...(previous === null
          ? []
          : [`${formatSigned(change?.value ?? null, LANGUAGE)}${change?.significant === true ? ' †' : ''}`]),
      ],
    })),
    notes: [
      ...figureNotes(
        model.elements.map(({ figure }) => figure),
        model.method.display,
      ),
      ...(previous === null ? [] : [`Thay đổi so với ${previous}, tính từ giá trị chưa làm tròn.`]),
      ...(significant ? ['(†) Thay đổi có ý nghĩa thống kê ở mức 5%.'] : []),
    ],
  });
}

/** The period before, where at least one element can be compared with it. */
function comparedWith(model: ReportModel): string | null {
  const compared = model.comparisonBreak === null && model.elements.some(({ change }) => change !== null);
  return compared ? (model.previousPeriod?.label.vi ?? null) : null;
}

function chart(model: ReportModel, previous: string | null): ElementsChartData {
  return {
    kind: 'elements',
    language: LANGUAGE,
    periodLabel: upperFirst(model.period.label.vi),
    previousLabel: previous === null ? null : upperFirst(previous),
    rows: model.elements.map((element) => ({
      label: `${element.code}. ${element.title.vi}`,
      figure: element.figure,
      previous: element.previous,
    })),
  };
}

export function elementsSection(model: ReportModel, numbering: Numbering): Block[] {
  const previous = comparedWith(model);
  const ranked = byValue(model.elements);
  const best = ranked[0];
  const worst = ranked.at(-1);
  const heading: Block = { kind: 'heading', level: 2, text: `2. Theo ${model.elements.length} yếu tố` };
  if (best === undefined || worst === undefined)
    return [heading, { kind: 'paragraph', text: 'Không yếu tố nào đủ số phiếu để công bố.' }];
  const spoken = model.elements
    .map(({ title, figure }) => `${title.vi}: ${formatIndex(figure, LANGUAGE)}`)
    .join('; ');
  return [
    heading,
    {
      kind: 'paragraph',
      text: `Yếu tố có chỉ số cao nhất là ${elementName(best)} (${formatPercent(best.figure.value, LANGUAGE)}); thấp nhất là ${elementName(worst)} (${formatPercent(worst.figure.value, LANGUAGE)}).`,
    },
    table(model, numbering, previous === null ? null : lowerFirst(previous)),
    figureBlock(
      model,
      numbering,
      'Chỉ số hài lòng theo yếu tố và khoảng tin cậy 95%',
      chart(model, previous),
      `Biểu đồ thanh ngang, chỉ số (%) của từng yếu tố. ${spoken}.`,
    ),
    ...weightedTable(model, numbering),
  ];
}
