import type { QuestionTable, ReportModel } from '../../domain/report-model.js';
import { formatCount, formatNumber, NOTHING } from '../format-number.js';
import type { Block, TableRow } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE } from './phrases.js';
import { columns, plainHead, tableBlock } from './table-block.js';

function rowsOf({ code, text, n, rows }: QuestionTable): TableRow[] {
  return [
    { cells: [`${code}. ${text.vi}`, formatCount(n, LANGUAGE), ''], strong: true },
    ...rows.map(({ label, n: count, share }) => ({
      cells: [
        label.vi,
        share === null ? NOTHING : formatCount(count, LANGUAGE),
        formatNumber(share === null ? null : 100 * share, 2, LANGUAGE),
      ],
    })),
  ];
}

/** Questions in the order of their codes: Q2 before Q10. */
export function byCode<T extends { code: string }>(questions: readonly T[]): T[] {
  return questions.toSorted((a, b) => a.code.localeCompare(b.code, 'vi', { numeric: true }));
}

/**
 * One table for several questions: a strong row for each question, its answers below. Where no share may be printed,
 * a sentence says so instead.
 */
export function questionsTable(
  model: ReportModel,
  numbering: Numbering,
  words: { title: string; about: string },
  questions: QuestionTable[],
): Block {
  const shares = questions.flatMap(({ rows }) => rows.map(({ share }) => share));
  if (shares.every((share) => share === null))
    return {
      kind: 'paragraph',
      text: `Không có câu trả lời, hoặc không đủ số phiếu để công bố, về ${words.about}.`,
    };
  const several = questions.some(({ multiple }) => multiple);
  return tableBlock(model, numbering, {
    title: words.title,
    columns: columns('l1 r r'),
    head: plainHead('Câu hỏi, phương án trả lời', 'Số người', 'Tỷ lệ (%)'),
    rows: byCode(questions).flatMap(rowsOf),
    notes: [
      'Tỷ lệ tính trên số người được hỏi và có trả lời câu hỏi đó.',
      ...(several ? ['Ở câu được chọn nhiều phương án, tổng các tỷ lệ có thể lớn hơn 100%.'] : []),
      ...(shares.includes(null) ? ['“–”: không có câu trả lời hoặc không đủ số phiếu để công bố.'] : []),
    ],
  });
}
