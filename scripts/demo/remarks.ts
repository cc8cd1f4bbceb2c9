import type { Language } from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import type { Random } from './random.js';
import type { Respondent } from './respondent.js';

/** Remarks as people write them: short, without names. Some leave a telephone number, which reports must not print. */
const good = [
  'Cán bộ hướng dẫn nhiệt tình, dễ hiểu. Xin cảm ơn.',
  'Làm nhanh, đúng hẹn, tôi rất hài lòng.',
  'Nhân viên lịch sự, giải thích rõ ràng.',
  'Không phải chờ lâu như trước, rất tốt.',
  'Tôi lớn tuổi được các cháu giúp bấm máy lấy số, cảm ơn nhiều.',
  'Nộp hồ sơ trên mạng rồi chỉ đến một lần lấy kết quả, rất tiện.',
  'Phòng chờ sạch sẽ, có nước uống, có quạt mát.',
  'Trả kết quả sớm hơn giấy hẹn hai ngày.',
  'Thái độ phục vụ tốt hơn hẳn năm ngoái.',
  'Cán bộ gọi điện báo khi có kết quả, tôi không phải đi lại.',
  'Tốt. Mong giữ được như vậy.',
  'Hài lòng với bộ phận một cửa.',
];
const neutral = [
  'Nên có thêm ghế ngồi vào sáng thứ hai vì rất đông.',
  'Đề nghị có chỗ gửi xe miễn phí cho người đến làm thủ tục.',
  'Bảng niêm yết thủ tục chữ nhỏ quá, người già khó đọc.',
  'Nên có mẫu tờ khai điền sẵn làm ví dụ.',
  'Cổng dịch vụ công hay bị lỗi khi tải tệp lên.',
  'Đăng nhập VNeID nhiều bước, người lớn tuổi khó làm.',
  'Mong có thể nộp phí bằng mã QR ở tất cả các quầy.',
  'Đề nghị làm việc thêm chiều thứ bảy.',
  'Máy lấy số thứ tự thỉnh thoảng hết giấy.',
  'Nên ghi rõ phí, lệ phí ngay tại quầy.',
  'Nếu được thì nhắn tin khi hồ sơ chuyển bước.',
  'Sau sáp nhập xã, trụ sở xa hơn, mong có điểm tiếp nhận ở gần.',
  'Mạng ở phòng chờ yếu, không làm hồ sơ trực tuyến được.',
  'Cần thêm người hướng dẫn ở khu vực máy tính.',
];
const bad = [
  'Chờ gần hai tiếng mới đến lượt.',
  'Hẹn ngày trả kết quả rồi lại hẹn lần nữa, không ai xin lỗi.',
  'Mỗi lần đến lại yêu cầu bổ sung một giấy khác.',
  'Cán bộ trả lời cộc lốc, không nhìn người dân.',
  'Hỏi ba người thì ba người trả lời khác nhau.',
  'Hồ sơ trực tuyến bị trả lại mà không ghi rõ lý do.',
  'Thông tin trên giấy in sai, tôi phải làm lại từ đầu.',
  'Gửi phản ánh từ tháng trước đến nay chưa thấy trả lời.',
  'Giờ làm việc mà quầy không có người.',
  'Thủ tục rườm rà, đi lại nhiều lần rất mất thời gian.',
  'Điều hòa hỏng, phòng chờ rất nóng.',
  'Phải photo nhiều bản không cần thiết.',
];
const late = [
  'Trễ hẹn mà không báo trước, tôi đến nơi mới biết.',
  'Hồ sơ quá hạn hơn một tháng chưa có kết quả.',
  'Hỏi thì chỉ được trả lời là đang chờ cơ quan khác.',
];
const withNumber = [
  'Hồ sơ của tôi trễ hẹn, xin gọi lại số 0900 000 {n}.',
  'Đề nghị trả lời phản ánh cho tôi qua Zalo 0900.000.{n}',
  'Nhà tôi ở xa, có kết quả xin nhắn 0900000{n} giúp tôi.',
];
const english = {
  good: ['Friendly staff, quick service. Thank you.', 'Clear explanations and no long waiting.'],
  bad: ['It was hard to find out which papers are needed.', 'Few forms are available in English.'],
};

const commentRate: Partial<Record<Channel, number>> = {
  web: 0.1,
  qr: 0.09,
  kiosk: 0.03,
  paper: 0.07,
  phone: 0.05,
  interview: 0.08,
};

const one = (random: Random, texts: readonly string[]): string => texts[random.integer(texts.length)]!;

/** What the respondent adds in their own words; undefined for most. */
export function remark(
  random: Random,
  respondent: Respondent,
  channel: Channel,
  language: Language,
): string | undefined {
  const { satisfaction, encounter, style } = respondent;
  const mood = (satisfaction.officials + satisfaction.result + satisfaction.procedure) / 3;
  // Who is annoyed writes more often.
  if (style.sameLevel !== null || !random.chance((commentRate[channel] ?? 0) * (mood < -1 ? 3 : 1)))
    return undefined;
  if (language === 'en') return one(random, mood < -0.8 ? english.bad : english.good);
  if (random.chance(0.015))
    return one(random, withNumber).replace('{n}', String(random.integer(1000)).padStart(3, '0'));
  if (encounter.result === 'late' && random.chance(0.4)) return one(random, late);
  const first = one(random, mood < -0.9 ? bad : random.chance(mood > 0.1 ? 0.7 : 0.25) ? good : neutral);
  const second = one(random, neutral);
  return first !== second && random.chance(0.4) ? `${first} ${second}` : first;
}
