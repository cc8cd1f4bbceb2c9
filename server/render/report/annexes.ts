/** The annexes: raw counts, the questionnaire, the method. */
import type { CriterionRow, ReportModel } from '../../domain/report-model.js';
import type { Provenance } from '../../domain/questionnaire.js';
import { formatCount } from '../format-number.js';
import type { Annex, Block, TableRow } from './block.js';
import type { Numbering } from './numbering.js';
import { LANGUAGE, levelNames, sentence } from './phrases.js';
import { hasManyUnits, unitsTable } from './section-units.js';
import { columns, plainHead, tableBlock } from './table-block.js';
import { figureNotes } from './table-notes.js';

const BLANK = '\u00a0'.repeat(5);

function annex(model: ReportModel, label: string, title: string): Annex {
  const { issuer } = model;
  return {
    kind: 'annex',
    label,
    title,
    reference: `(Kèm theo Báo cáo số${BLANK}/${issuer.symbol} ngày${BLANK}tháng${BLANK}năm${BLANK} của ${issuer.name})`,
  };
}

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

/** Phụ lục I: every count that the indices were made from, so that anybody can compute them again. */
function countsAnnex(model: ReportModel, numbering: Numbering): Block[] {
  const criteria = model.elements.flatMap((element) => element.criteria);
  return [
    annex(model, 'Phụ lục I', 'SỐ LIỆU GỐC'),
    tableBlock(model, numbering, {
      title: 'Số câu trả lời theo từng mức của từng tiêu chí',
      columns: columns('c l1 r r r r r r r r'),
      head: [
        [
          { text: 'Mã', rowspan: 2 },
          { text: 'Tiêu chí', rowspan: 2 },
          { text: 'Số câu trả lời ở mức', colspan: 5 },
          { text: 'Hợp lệ', rowspan: 2 },
          { text: 'Không sử dụng', rowspan: 2 },
          { text: 'Bỏ trống', rowspan: 2 },
        ],
        levelNames.map((_, level) => ({ text: String(level + 1) })),
      ],
      rows: criteria.map((criterion) => ({ cells: countCells(criterion) })),
      notes: [
        `Mức: ${levelNames.map((name, level) => `${level + 1} – ${name}`).join('; ')}.`,
        '“Hợp lệ” là tổng của năm mức. “Không sử dụng” là câu trả lời “Không biết / Không sử dụng”; cùng với câu bỏ trống, các câu này không vào mẫu số.',
        ...figureNotes(criteria.map(({ figure }) => figure)).filter(
          (note) => !note.includes('khoảng tin cậy'),
        ),
      ],
      dense: true,
    }),
    ...(hasManyUnits(model) ? [unitsTable(model, numbering, 'Chỉ số hài lòng của tất cả đơn vị')] : []),
  ];
}

const provenance: Record<Provenance, string> = {
  V: 'đúng nguyên văn nguồn',
  P: 'nội dung đã kiểm chứng, lời văn bổ sung',
  R: 'dựng lại, chưa kiểm chứng với văn bản gốc',
};

/** Phụ lục II: what was asked, with the mark of where each wording comes from. */
function questionnaireAnnex(model: ReportModel): Block[] {
  const rows = model.elements.flatMap(({ code, title, criteria }): TableRow[] => [
    { cells: [code, title.vi, ''], strong: true },
    ...criteria.map((criterion) => ({ cells: [criterion.code, criterion.text.vi, criterion.src] })),
  ]);
  const others = [...model.process, ...model.expectations];
  return [
    annex(model, 'Phụ lục II', 'PHIẾU KHẢO SÁT'),
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
      caption: 'Các tiêu chí đưa vào chỉ số',
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

const intervals =
  'Khoảng tin cậy 95%: với một tiêu chí là khoảng Wilson của tỷ lệ; với chỉ số tổng hợp (yếu tố, chỉ số chung, chênh lệch) là jackknife bỏ lần lượt từng nhóm (32 nhóm theo giá trị băm của mã phiếu), cắt trong phạm vi thang đo. Không tính khi dưới 30 phiếu hoặc khi mọi câu trả lời giống nhau.';
const display =
  'Công bố: dưới 10 phiếu thì ẩn số liệu; từ 10 đến dưới 30 phiếu thì ghi chú chỉ để tham khảo; không có câu trả lời thì ghi “–”, không ghi 0.';
const rounding =
  'Làm tròn: chỉ làm tròn khi in, theo quy tắc làm tròn nửa lên, hai chữ số thập phân; thay đổi giữa hai kỳ tính từ giá trị chưa làm tròn.';

/** Phụ lục III: the method, so that the numbers can be checked. */
function methodAnnex(model: ReportModel): Block[] {
  const { method } = model;
  return [
    annex(model, 'Phụ lục III', 'CÔNG THỨC VÀ PHIÊN BẢN PHƯƠNG PHÁP'),
    {
      kind: 'list',
      items: [
        sentence(`Phương pháp: ${method.title.vi}; mã ${method.id}, phiên bản ${method.version}`),
        sentence(`Cơ sở: ${method.legalBasis.vi}`),
        sentence(`Công thức của tiêu chí: ${method.formula.vi}`),
        sentence(`Tổng hợp thành yếu tố và chỉ số chung: ${method.aggregation.vi}`),
        sentence(`Tổng hợp giữa các đơn vị: ${method.unitAggregation.vi}`),
        intervals,
        display,
        rounding,
        model.source === 'random-sample'
          ? 'Chọn mẫu: ngẫu nhiên từ danh sách; hạt giống và biên bản rút mẫu lưu cùng đợt khảo sát.'
          : 'Chọn mẫu: không rút ngẫu nhiên (người trả lời tự chọn), vì vậy không có hạt giống chọn mẫu.',
      ],
    },
  ];
}

export function annexes(model: ReportModel, numbering: Numbering): Block[] {
  return [...countsAnnex(model, numbering), ...questionnaireAnnex(model), ...methodAnnex(model)];
}
