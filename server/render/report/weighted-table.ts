import type { ReportModel, WeightedIndex, WeightedNumbers } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount, formatNumber, formatPercent } from '../format-number.js';
import type { Block } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE, lowerFirst, sentence } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

/** 'giới tính, độ tuổi và đơn vị'. */
function namesOf(margins: WeightedIndex['margins']): string {
  const names = margins.map(({ title }) => lowerFirst(title.vi));
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} và ${names.at(-1)}`;
}

const reasons: Record<WeightedIndex['faults'][number]['kind'], string> = {
  'no-respondents': 'có trong cơ cấu dân số nhưng không có người trả lời',
  'no-people': 'có người trả lời nhưng trong cơ cấu dân số không có ai',
  'no-population': 'có người trả lời nhưng không có trong cơ cấu dân số đã nhập',
  'no-category': 'không xác định được nhóm của một số người trả lời',
  'other-total': 'có tổng số khác với các cơ cấu còn lại',
};

function faultText({ kind, margin, category }: WeightedIndex['faults'][number]): string {
  const place = category === null ? `“${margin.vi}”` : `“${margin.vi}: ${category.vi}”`;
  return `${place} ${reasons[kind]}`;
}

function notesOf({ converged, distance, trimmed }: WeightedNumbers): string[] {
  const off = formatPercent(100 * distance, LANGUAGE);
  return [
    ...(converged ? [] : [`Lặp 200 vòng chưa khớp mọi cơ cấu cùng lúc; nhóm lệch nhiều nhất lệch ${off}.`]),
    ...(trimmed === 0
      ? []
      : [
          `Trọng số của ${formatCount(trimmed, LANGUAGE)} phiếu bị cắt ở mức 5 lần trung vị, vì vậy cơ cấu chỉ khớp gần đúng (lệch nhiều nhất ${off}).`,
        ]),
  ];
}

/** The index with weights beside the one without. Nothing where no population is loaded. */
export function weightedTable(model: ReportModel, numbering: Numbering): Block[] {
  const { weighted, elements } = model;
  if (weighted === null) return [];
  const names = namesOf(weighted.margins);
  const { numbers } = weighted;
  if (numbers === null)
    return [
      {
        kind: 'paragraph',
        text: sentence(
          `Không tính được chỉ số có gia quyền theo ${names}: ${weighted.faults.map(faultText).join('; ')}`,
        ),
      },
    ];
  const paired = [
    { title: 'Chỉ số hài lòng chung', plain: numbers.unweighted, figure: numbers.overall },
    ...numbers.elements.map(({ id, title, figure }) => ({
      title: title.vi,
      plain: elements.find((element) => element.id === id)!.figure,
      figure,
    })),
  ];
  const deff = formatNumber(numbers.designEffect, 2, LANGUAGE);
  const effective = formatNumber(numbers.effectiveN, 0, LANGUAGE);
  return [
    {
      kind: 'paragraph',
      text: `Người trả lời có thể khác với toàn bộ người đã giao dịch về ${names}. Bảng dưới đây đặt chỉ số có trọng số hiệu chỉnh theo cơ cấu đã công bố (raking) bên cạnh chỉ số không gia quyền; người không cho biết nhóm của mình giữ nguyên tỷ lệ. Hiệu ứng thiết kế của trọng số là ${deff}, số phiếu hiệu dụng là ${effective}. Trọng số hiệu chỉnh cơ cấu, không biến mẫu tự chọn thành mẫu ngẫu nhiên.`,
    },
    tableBlock(model, numbering, {
      title: 'Chỉ số không gia quyền và có gia quyền',
      columns: columns('l1 r r c'),
      head: plainHead('Chỉ số', 'Không gia quyền (%)', 'Có gia quyền (%)', 'Khoảng tin cậy 95%'),
      rows: paired.map(({ title, plain, figure }, at) => ({
        cells: [
          title,
          formatIndex(plain, LANGUAGE),
          formatIndex(figure, LANGUAGE),
          formatFigureInterval(figure, LANGUAGE),
        ],
        ...(at === 0 && { strong: true as const }),
      })),
      notes: [
        'Khoảng tin cậy của chỉ số có gia quyền.',
        ...notesOf(numbers),
        ...figureNotes(
          paired.map(({ figure }) => figure),
          model.method.display,
        ),
      ],
    }),
  ];
}
