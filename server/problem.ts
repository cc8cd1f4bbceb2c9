/** The one error that is meant for the caller (RFC 9457). Anything else thrown is a bug and answered 500. */

/** Every code a caller may meet, with its HTTP status and title in both languages. */
export const problemCodes = {
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy trang hoặc dữ liệu này',
    en: 'This page or data does not exist',
  },
  'malformed-request': { status: 400, vi: 'Yêu cầu không đúng định dạng', en: 'The request is malformed' },
  'body-too-large': { status: 413, vi: 'Nội dung gửi lên quá lớn', en: 'The body is too large' },
  'unsupported-media-type': {
    status: 415,
    vi: 'Kiểu nội dung không được hỗ trợ',
    en: 'This media type is not supported',
  },
  'method-not-allowed': {
    status: 405,
    vi: 'Phương thức không được phép ở địa chỉ này',
    en: 'This method is not allowed here',
  },
  'sign-in-required': { status: 401, vi: 'Cần đăng nhập', en: 'Sign-in required' },
  'not-permitted': { status: 403, vi: 'Không có quyền', en: 'Not permitted' },
  'wrong-credentials': { status: 401, vi: 'Tên hoặc mật khẩu không đúng', en: 'Wrong name or password' },
  'csrf-token-invalid': {
    status: 403,
    vi: 'Trang đã cũ, xin tải lại rồi gửi lại',
    en: 'The page has expired; reload it and send again',
  },
  'account-invalid': {
    status: 422,
    vi: 'Tên hoặc mật khẩu chưa phù hợp',
    en: 'The name or the password cannot be used',
  },
  'account-exists': { status: 409, vi: 'Tài khoản đã tồn tại', en: 'The account exists already' },
  'account-not-found': { status: 404, vi: 'Không có tài khoản này', en: 'There is no such account' },
  'own-account': {
    status: 409,
    vi: 'Không thể đóng hoặc đặt lại mật khẩu tài khoản của chính mình tại đây',
    en: 'Nobody closes or resets their own account here',
  },
  'password-temporary': {
    status: 403,
    vi: 'Cần đổi mật khẩu tạm trước khi dùng hệ thống',
    en: 'The temporary password must be changed first',
  },
  'too-many-requests': {
    status: 429,
    vi: 'Quá nhiều lần gửi, xin đợi một lát',
    en: 'Too many requests; wait a moment',
  },
  'collector-not-found': { status: 404, vi: 'Không có điểm thu thập này', en: 'There is no such collector' },
  'collector-closed': {
    status: 409,
    vi: 'Điểm thu thập chưa mở hoặc đã đóng',
    en: 'The collector is not open',
  },
  'collector-exists': { status: 409, vi: 'Điểm thu thập đã tồn tại', en: 'The collector exists already' },
  'answers-do-not-fit': {
    status: 422,
    vi: 'Câu trả lời không khớp phiếu khảo sát',
    en: 'The answers do not fit the questionnaire',
  },
  'response-differs': {
    status: 409,
    vi: 'Phiếu này đã được gửi với nội dung khác',
    en: 'This response was sent before with other content',
  },
  'questionnaire-not-found': {
    status: 404,
    vi: 'Không có phiếu khảo sát này',
    en: 'There is no such questionnaire',
  },
  'unit-not-found': { status: 404, vi: 'Không có đơn vị này', en: 'There is no such unit' },
  'period-invalid': { status: 400, vi: 'Kỳ báo cáo không đúng', en: 'The period is not valid' },
  'method-not-found': { status: 404, vi: 'Không có phương pháp này', en: 'There is no such method' },
  'values-invalid': {
    status: 422,
    vi: 'Giá trị không khớp phương pháp',
    en: 'The values do not fit the method',
  },
  'transactions-missing': {
    status: 409,
    vi: 'Chưa có số hồ sơ của mọi đơn vị mà phương pháp này cần',
    en: 'The numbers of dossiers that this method needs are not loaded for every unit',
  },
  'method-not-freezable': {
    status: 409,
    vi: 'Số liệu của phương pháp này không chốt được',
    en: 'Numbers of this method cannot be frozen',
  },
  'transactions-invalid': {
    status: 422,
    vi: 'Số liệu hồ sơ không hợp lệ',
    en: 'The numbers of dossiers are not valid',
  },
  'population-invalid': {
    status: 422,
    vi: 'Số liệu dân số để gia quyền không hợp lệ',
    en: 'The population for weighting is not valid',
  },
  'item-not-found': {
    status: 404,
    vi: 'Không có câu hỏi chọn một phương án với mã này trong các phiếu của kỳ',
    en: 'The forms of this period have no single-choice question of this id',
  },
  'nothing-to-freeze': {
    status: 409,
    vi: 'Không có phiếu hợp lệ nào trong kỳ này để chốt số liệu',
    en: 'There are no counted responses in this period to freeze',
  },
  'already-decided': {
    status: 409,
    vi: 'Phiếu này đã được quyết định hoặc đang chờ xác nhận',
    en: 'This response has been decided about or waits for confirmation',
  },
  'second-person-needed': {
    status: 403,
    vi: 'Người đề xuất không được tự xác nhận; cần một người thứ hai',
    en: 'Whoever proposed may not confirm; a second person is needed',
  },
  unavailable: { status: 503, vi: 'Hệ thống tạm thời chưa sẵn sàng', en: 'Temporarily unavailable' },
  internal: { status: 500, vi: 'Có lỗi trong hệ thống', en: 'Something went wrong inside' },
} as const satisfies Record<string, { status: number; vi: string; en: string }>;

export type ProblemCode = keyof typeof problemCodes;

/** One reason, with the place it concerns as a JSON pointer. */
export interface Fault {
  pointer: string;
  reason: string;
}

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: Fault[];

  constructor(code: ProblemCode, detail?: string, faults: Fault[] = []) {
    super(detail ?? problemCodes[code].en);
    this.name = 'Problem';
    this.code = code;
    this.faults = faults;
  }

  get status(): number {
    return problemCodes[this.code].status;
  }
}
