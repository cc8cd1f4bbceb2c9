import type { ReportModel } from '../../domain/report-model.js';
import { annexHead } from './annex-head.js';
import type { Block } from './block.js';
import { sentence } from './phrases.js';
import { displayRuleText } from './threshold-words.js';

const intervals =
  'Khoảng tin cậy 95%: với chỉ số tiêu chí tính theo tỷ lệ là khoảng Wilson; với chỉ số tổng hợp (yếu tố, chỉ số chung, chênh lệch) là jackknife bỏ lần lượt từng nhóm (32 nhóm theo giá trị băm của mã phiếu), cắt trong phạm vi thang đo. Khoảng jackknife không tính khi dưới 30 phiếu hoặc khi mọi câu trả lời giống nhau.';
const weights =
  'Gia quyền: trọng số hiệu chỉnh lặp theo các cơ cấu đã công bố (raking, dừng khi lệch dưới 1e-8 hoặc sau 200 vòng), cắt ở mức 5 lần trung vị; từng nhóm jackknife được hiệu chỉnh lại nên khoảng tin cậy tính cả bước này. Hiệu ứng thiết kế theo Kish: n·Σw²/(Σw)²; số phiếu hiệu dụng bằng n chia cho hiệu ứng thiết kế.';
const rounding =
  'Làm tròn: chỉ làm tròn khi in, theo quy tắc làm tròn nửa lên, hai chữ số thập phân; thay đổi giữa hai kỳ tính từ giá trị chưa làm tròn.';

/** Phụ lục III: the method, so that the numbers can be checked. */
export function methodAnnex(model: ReportModel): Block[] {
  const { method } = model;
  return [
    annexHead(model, 'Phụ lục III', 'CÔNG THỨC VÀ PHIÊN BẢN PHƯƠNG PHÁP'),
    {
      kind: 'list',
      items: [
        sentence(`Phương pháp: ${method.title.vi}; mã ${method.id}, phiên bản ${method.version}`),
        ...(method.note ? [sentence(method.note.vi)] : []),
        sentence(`Cơ sở: ${method.legalBasis.vi}`),
        sentence(`Công thức của tiêu chí: ${method.formula.vi}`),
        sentence(`Tổng hợp thành yếu tố và chỉ số chung: ${method.aggregation.vi}`),
        sentence(`Tổng hợp giữa các đơn vị: ${method.unitAggregation.vi}`),
        intervals,
        ...(model.weighted?.numbers ? [weights] : []),
        displayRuleText(method.display),
        rounding,
        model.source === 'random-sample'
          ? 'Chọn mẫu: ngẫu nhiên từ danh sách; hạt giống và biên bản rút mẫu lưu cùng đợt khảo sát.'
          : 'Chọn mẫu: không rút ngẫu nhiên (người trả lời tự chọn), vì vậy không có hạt giống chọn mẫu.',
      ],
    },
  ];
}
