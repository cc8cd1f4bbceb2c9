/** II.6 Theo đặc điểm người trả lời, II.7 quá trình giải quyết, II.8 mong đợi, II.9 góp ý. */
import type { ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount } from '../format-number.js';
import type { Block, TableRow } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
import { questionsTable } from './questions-table.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

function respondents(model: ReportModel, numbering: Numbering): Block {
  if (model.respondents.length === 0)
    return { kind: 'paragraph', text: 'Trong kỳ không có phiếu trả lời về đặc điểm của người trả lời.' };
  return tableBlock(model, numbering, {
    title: 'Chỉ số hài lòng theo đặc điểm người trả lời',
    columns: columns('l1 r r c'),
    head: plainHead('Đặc điểm', 'Số phiếu', 'Chỉ số (%)', 'Khoảng tin cậy 95%'),
    rows: model.respondents.flatMap(({ text, rows }): TableRow[] => [
      {
        cells: [
          text.vi,
          formatCount(
            rows.reduce((sum, { n }) => sum + n, 0),
            LANGUAGE,
          ),
          '',
          '',
        ],
        strong: true,
      },
      ...rows.map(({ label, n, figure }) => ({
        cells: [
          label.vi,
          formatCount(n, LANGUAGE),
          formatIndex(figure, LANGUAGE),
          formatFigureInterval(figure, LANGUAGE),
        ],
      })),
    ]),
    notes: figureNotes(
      model.respondents.flatMap(({ rows }) => rows.map(({ figure }) => figure)),
      model.method.display,
    ),
  });
}

function comments(model: ReportModel): Block[] {
  const { n, samples } = model.comments;
  if (n === 0) return [{ kind: 'paragraph', text: 'Trong kỳ không có ý kiến góp ý bằng lời.' }];
  const counted = `Có ${formatCount(n, LANGUAGE)} phiếu ghi ý kiến góp ý bằng lời.`;
  if (samples.length === 0) return [{ kind: 'paragraph', text: counted }];
  return [
    {
      kind: 'paragraph',
      text: `${counted} Dưới đây là một số ý kiến, trích nguyên văn sau khi đã ẩn thông tin cá nhân; việc chọn trích không đại diện cho tần suất của từng loại ý kiến.`,
    },
    { kind: 'quotations', items: samples },
  ];
}

export function respondentsSection(model: ReportModel, numbering: Numbering): Block[] {
  return [
    { kind: 'heading', level: 2, text: '6. Theo đặc điểm người trả lời' },
    respondents(model, numbering),
    { kind: 'heading', level: 2, text: '7. Số lần đi lại, thời hạn trả kết quả, chi phí ngoài quy định' },
    questionsTable(
      model,
      numbering,
      { title: 'Quá trình giải quyết công việc theo người trả lời', about: 'quá trình giải quyết' },
      model.process,
    ),
    { kind: 'heading', level: 2, text: '8. Nhu cầu, mong đợi' },
    questionsTable(
      model,
      numbering,
      { title: 'Mong đợi của người dân, tổ chức', about: 'nhu cầu, mong đợi' },
      model.expectations,
    ),
    { kind: 'heading', level: 2, text: '9. Ý kiến góp ý' },
    ...comments(model),
  ];
}
