import type { ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount } from '../format-number.js';
import type { Block } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

const sources = { 'self-selected': 'tự chọn', 'random-sample': 'chọn ngẫu nhiên' } as const;

/** Indices beside the main one: other forms, other ways to choose respondents. Nothing where there are none. */
export function othersTable(model: ReportModel, numbering: Numbering): Block[] {
  if (model.others.length === 0) return [];
  return [
    {
      kind: 'paragraph',
      text: 'Ngoài ra có các chỉ số tính riêng dưới đây. Các chỉ số này dùng phiếu hoặc cách chọn người trả lời khác nên không gộp vào chỉ số hài lòng chung và không so sánh trực tiếp với chỉ số đó.',
    },
    tableBlock(model, numbering, {
      title: 'Các chỉ số tính riêng, không gộp vào chỉ số hài lòng chung',
      columns: columns('l1 l r r c'),
      head: plainHead('Phương pháp', 'Người trả lời', 'Số phiếu', 'Chỉ số (%)', 'Khoảng tin cậy 95%'),
      rows: model.others.map(({ method, source, responses, figure }) => ({
        cells: [
          `${method.title.vi} (mã ${method.id}, phiên bản ${method.version})`,
          sources[source],
          formatCount(responses, LANGUAGE),
          formatIndex(figure, LANGUAGE),
          formatFigureInterval(figure, LANGUAGE),
        ],
      })),
      // Each method has its own thresholds.
      notes: [...new Set(model.others.flatMap(({ figure, display }) => figureNotes([figure], display)))],
      dense: true,
    }),
  ];
}
