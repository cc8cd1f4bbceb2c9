import type { Provenance } from '../../domain/questionnaire.js';
import type { ReportModel } from '../../domain/report-model.js';
import { annexHead } from './annex-head.js';
import type { Block, TableRow } from './block.js';
import type { Numbering } from './numbering.js';
import { levelNames } from './phrases.js';
import { byCode } from './questions-table.js';
import { columns, plainHead } from './table-block.js';

const provenance: Record<Provenance, string> = {
  V: 'đúng nguyên văn nguồn',
  P: 'nội dung đã kiểm chứng, lời văn bổ sung',
  R: 'dựng lại, chưa kiểm chứng với văn bản gốc',
};

/** Phụ lục II: what was asked, with the mark of where each wording comes from. */
export function questionnaireAnnex(model: ReportModel, numbering: Numbering): Block[] {
  const rows = model.elements.flatMap(({ code, title, criteria }): TableRow[] => [
    { cells: [code, title.vi, ''], strong: true },
    ...criteria.map((criterion) => ({ cells: [criterion.code, criterion.text.vi, criterion.src] })),
  ]);
  const others = [...byCode(model.process), ...byCode(model.expectations)];
  return [
    annexHead(model, 'Phụ lục II', 'PHIẾU KHẢO SÁT'),
    {
      kind: 'list',
      items: model.questionnaires.map(
        ({ id, version, title }) => `${title.vi} (mã ${id}, phiên bản ${version}).`,
      ),
    },
    {
      kind: 'paragraph',
      text: `Mỗi tiêu chí được trả lời theo thang năm mức: ${levelNames.map((name, level) => `${level + 1} – ${name}`).join('; ')}; hoặc “Không biết / Không sử dụng”.`,
    },
    {
      kind: 'table',
      caption: `Bảng ${numbering.nextTable()}. Các tiêu chí đưa vào chỉ số`,
      columns: columns('c l1 c'),
      head: plainHead('Mã', 'Nội dung', 'Nguồn lời văn'),
      rows,
      notes: [
        `Nguồn lời văn: ${Object.entries(provenance)
          .map(([mark, text]) => `${mark} – ${text}`)
          .join('; ')}.`,
      ],
    },
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: 'Các câu hỏi khác được nêu trong báo cáo, không đưa vào chỉ số:',
          },
          { kind: 'list' as const, items: others.map(({ code, text }) => `${code}. ${text.vi}`) },
        ]),
  ];
}
