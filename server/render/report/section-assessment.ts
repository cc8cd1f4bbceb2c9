/** III. Đánh giá chung: sentences that follow from the numbers, and room for what only people know. */
import type { ElementRow, ReportModel } from '../../domain/report-model.js';
import { isShown } from '../format-figure.js';
import { formatCount, formatPercent, formatSigned } from '../format-number.js';
import type { Block } from './block.js';
import type { Findings } from './findings.js';
import { indexPhrase, LANGUAGE, unitName } from './phrases.js';
import { criterionPhrase } from './section-criteria.js';

function changed({ title, change }: ElementRow): string {
  return `“${title.vi}” (${formatSigned(change?.value ?? null, LANGUAGE)} điểm %)`;
}

/** A list, or the sentence that says that nothing is to be listed. */
function listOr(items: string[], otherwise: string): Block {
  return items.length === 0 ? { kind: 'paragraph', text: otherwise } : { kind: 'list', items };
}

function achievements(model: ReportModel, { highestCriteria, risen }: Findings): string[] {
  if (!isShown(model.overall)) return [];
  return [
    `Chỉ số hài lòng chung đạt ${indexPhrase(model.overall)}.`,
    ...(highestCriteria.length === 0
      ? []
      : [`Các tiêu chí có chỉ số cao nhất: ${highestCriteria.map(criterionPhrase).join('; ')}.`]),
    ...(risen.length === 0
      ? []
      : [`Yếu tố tăng có ý nghĩa thống kê so với kỳ trước: ${risen.map(changed).join('; ')}.`]),
  ];
}

function shortcomings(model: ReportModel, found: Findings): string[] {
  const lowest = found.lowestElements[0];
  const count = (n: number) => formatCount(n, LANGUAGE);
  return [
    ...(lowest === undefined
      ? []
      : [
          `Yếu tố có chỉ số thấp nhất: “${lowest.title.vi}” (${formatPercent(lowest.figure.value, LANGUAGE)}).`,
        ]),
    ...(found.lowestCriteria.length === 0
      ? []
      : [`Các tiêu chí có chỉ số thấp nhất: ${found.lowestCriteria.map(criterionPhrase).join('; ')}.`]),
    ...(found.fallen.length === 0
      ? []
      : [`Yếu tố giảm có ý nghĩa thống kê so với kỳ trước: ${found.fallen.map(changed).join('; ')}.`]),
    ...(found.unitsBelow.length === 0
      ? []
      : [
          `${count(found.unitsBelow.length)} đơn vị có khoảng tin cậy nằm hoàn toàn dưới chỉ số chung của ${unitName(model)}.`,
        ]),
    ...(found.unitsHidden.length === 0 || model.units.length < 2
      ? []
      : [`${count(found.unitsHidden.length)} đơn vị không đủ số phiếu để công bố chỉ số.`]),
    ...(found.oftenUnanswered.length === 0
      ? []
      : [
          `Từ một phần năm số người trả lời trở lên không biết, không sử dụng hoặc bỏ trống: tiêu chí ${found.oftenUnanswered.map(({ code }) => code).join(', ')}; chỉ số của các tiêu chí này cần được hiểu thận trọng.`,
        ]),
  ];
}

export function assessmentSection(model: ReportModel, found: Findings): Block[] {
  return [
    { kind: 'heading', level: 1, text: 'III. ĐÁNH GIÁ CHUNG' },
    { kind: 'heading', level: 2, text: '1. Kết quả đạt được' },
    listOr(achievements(model, found), 'Chưa đủ số phiếu để đánh giá kết quả đạt được trong kỳ.'),
    { kind: 'heading', level: 2, text: '2. Tồn tại, hạn chế' },
    listOr(
      isShown(model.overall) ? shortcomings(model, found) : [],
      'Số phiếu chưa đủ để đánh giá; bản thân việc thu được ít phiếu là một hạn chế cần khắc phục.',
    ),
    { kind: 'heading', level: 2, text: '3. Nguyên nhân' },
    {
      kind: 'paragraph',
      text: 'Số liệu khảo sát cho biết mức độ hài lòng nhưng không tự cho biết nguyên nhân. Căn cứ để phân tích là các số liệu về quá trình giải quyết (mục II.7), ý kiến góp ý (mục II.9) và hồ sơ quản lý của đơn vị.',
    },
    {
      kind: 'draft-note',
      text: 'Dành cho cơ quan soạn thảo: bổ sung nguyên nhân khách quan, chủ quan của từng hạn chế nêu trên, rồi xóa ghi chú này.',
    },
  ];
}
