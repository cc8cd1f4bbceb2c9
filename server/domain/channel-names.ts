import type { Text } from './questionnaire.js';
import type { Channel } from './response.js';

/** Ways of collecting as reports and tables name them. */
export const channelNames: Record<Channel, Text> = {
  kiosk: { vi: 'Máy khảo sát tại nơi giao dịch (kiosk)', en: 'Kiosk at the office' },
  qr: { vi: 'Mã QR tại nơi giao dịch', en: 'QR code at the office' },
  web: { vi: 'Trang khảo sát trên Internet', en: 'Survey page on the Internet' },
  token: { vi: 'Liên kết riêng gửi cho người được chọn', en: 'Personal link sent to those drawn' },
  paper: { vi: 'Phiếu giấy', en: 'Paper form' },
  phone: { vi: 'Phỏng vấn qua điện thoại', en: 'Telephone interview' },
  interview: { vi: 'Phỏng vấn trực tiếp', en: 'Interview in person' },
  import: { vi: 'Dữ liệu nhập từ hệ thống khác', en: 'Imported from another system' },
};
