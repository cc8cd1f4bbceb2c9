/** IV. Kiến nghị, đề xuất: one proposal for each finding, as a draft for the official. */
import type { ReportModel } from '../../domain/report-model.js';
import { isShown } from '../format-figure.js';
import { formatCount } from '../format-number.js';
import type { Block } from './block.js';
import type { Findings } from './findings.js';
import { LANGUAGE, unitName } from './phrases.js';

const access = 'rà soát nơi ngồi chờ, trang thiết bị, chỉ dẫn và kênh tiếp cận dịch vụ';
const procedures = 'rà soát việc niêm yết công khai, thành phần hồ sơ, phí, lệ phí và thời hạn giải quyết';
const officials =
  'kiểm tra, bồi dưỡng thái độ giao tiếp, kỹ năng hướng dẫn và việc tuân thủ quy định của công chức';
const results = 'kiểm tra tính đầy đủ, chính xác của kết quả trước khi trả cho người dân, tổ chức';
const feedback = 'công khai kênh tiếp nhận, xử lý đúng hạn và thông báo kết quả xử lý phản ánh, kiến nghị';

/** What to look at first, by the id of an element in the forms after QĐ 2640 (a–e) and QĐ 1001 (s1–s5). */
const remedies: Record<string, string> = {
  a: access,
  b: procedures,
  c: officials,
  d: results,
  e: feedback,
  s1: access,
  s2: procedures,
  s3: officials,
  s4: results,
  s5: feedback,
};

function proposals(model: ReportModel, found: Findings): string[] {
  const count = (n: number) => formatCount(n, LANGUAGE);
  return [
    ...found.lowestElements.map(
      ({ id, title }) =>
        `Đối với yếu tố “${title.vi}”: ${remedies[id] ?? 'phân tích các tiêu chí thành phần và lập kế hoạch cải thiện'}.`,
    ),
    ...(found.lowestCriteria.length === 0
      ? []
      : [
          `Lập kế hoạch cải thiện các tiêu chí ${found.lowestCriteria.map(({ code }) => code).join(', ')}, nêu rõ việc làm, người chịu trách nhiệm, thời hạn; đo lại ở kỳ sau để xác nhận kết quả.`,
        ]),
    ...(found.unitsBelow.length === 0
      ? []
      : [
          `Làm việc với ${count(found.unitsBelow.length)} đơn vị có chỉ số thấp hơn rõ rệt so với chỉ số chung để xác định nguyên nhân và biện pháp khắc phục.`,
        ]),
    ...(found.unitsHidden.length === 0
      ? []
      : [
          `Tăng số phiếu thu thập ở ${model.units.length < 2 ? unitName(model) : `${count(found.unitsHidden.length)} đơn vị không đủ số phiếu`}: kiểm tra máy khảo sát, mã QR và việc mời người dân trả lời.`,
        ]),
  ];
}

const collectMore =
  'Tăng số phiếu thu thập: đặt máy khảo sát và mã QR ở nơi dễ thấy, mời người dân, tổ chức trả lời khi nhận kết quả, kiểm tra hằng tuần số phiếu thu về.';

export function proposalsSection(model: ReportModel, found: Findings): Block[] {
  const items = isShown(model.overall) ? proposals(model, found) : [collectMore];
  return [
    { kind: 'heading', level: 1, text: 'IV. KIẾN NGHỊ, ĐỀ XUẤT' },
    { kind: 'paragraph', text: 'Từ kết quả trên, đề xuất các nội dung sau:' },
    {
      kind: 'list',
      items: items.length === 0 ? ['Duy trì chất lượng phục vụ và tiếp tục đo lường ở kỳ sau.'] : items,
    },
    {
      kind: 'draft-note',
      text: 'Dành cho cơ quan soạn thảo: các đề xuất trên được gợi ý theo quy tắc từ số liệu; cần sửa, bổ sung theo thực tế và nêu kiến nghị với cấp trên, rồi xóa ghi chú này.',
    },
  ];
}
