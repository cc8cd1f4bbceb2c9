/** II.6 Theo đặc điểm người trả lời, II.7 quá trình giải quyết, II.8 mong đợi, II.9 góp ý. */
import type { QuestionTable, ReportModel } from '../../domain/report-model.js';
import { formatFigureInterval, formatIndex } from '../format-figure.js';
import { formatCount, formatNumber, NOTHING } from '../format-number.js';
import type { Block, TableRow } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
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
    notes: figureNotes(model.respondents.flatMap(({ rows }) => rows.map(({ figure }) => figure))),
  });
}

/** One table for several questions: a strong row for each question, its answers below. */
function questions(model: ReportModel, numbering: Numbering, title: string, tables: QuestionTable[]): Block {
  const several = tables.some(({ multiple }) => multiple);
  const hidden = tables.some(({ rows }) => rows.some(({ share }) => share === null));
  return tableBlock(model, numbering, {
    title,
    columns: columns('l1 r r'),
    head: plainHead('Câu hỏi, phương án trả lời', 'Số người', 'Tỷ lệ (%)'),
    rows: tables.flatMap(({ code, text, n, rows }): TableRow[] => [
      { cells: [`${code}. ${text.vi}`, formatCount(n, LANGUAGE), ''], strong: true },
      ...rows.map(({ label, n: count, share }) => ({
        cells: [
          label.vi,
          share === null ? NOTHING : formatCount(count, LANGUAGE),
          formatNumber(share === null ? null : 100 * share, 2, LANGUAGE),
        ],
      })),
    ]),
    notes: [
      'Tỷ lệ tính trên số người được hỏi và có trả lời câu hỏi đó.',
      ...(several ? ['Ở câu được chọn nhiều phương án, tổng các tỷ lệ có thể lớn hơn 100%.'] : []),
      ...(hidden ? ['“–”: không có câu trả lời hoặc không đủ số phiếu để công bố.'] : []),
    ],
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
    model.process.length === 0
      ? {
          kind: 'paragraph',
          text: 'Phiếu khảo sát trong kỳ không có câu hỏi hoặc câu trả lời về quá trình giải quyết.',
        }
      : questions(model, numbering, 'Quá trình giải quyết công việc theo người trả lời', model.process),
    { kind: 'heading', level: 2, text: '8. Nhu cầu, mong đợi' },
    model.expectations.length === 0
      ? { kind: 'paragraph', text: 'Phiếu khảo sát trong kỳ không có câu hỏi hoặc câu trả lời về mong đợi.' }
      : questions(model, numbering, 'Mong đợi của người dân, tổ chức', model.expectations),
    { kind: 'heading', level: 2, text: '9. Ý kiến góp ý' },
    ...comments(model),
  ];
}
