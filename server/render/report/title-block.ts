import type { ReportModel } from '../../domain/report-model.js';
import type { TitleBlock } from './block.js';
import { evenLines } from './even-lines.js';
import { periodName, unitName } from './phrases.js';

/** Capitals that fit in the left column of the title block. */
const AUTHORITY_WIDTH = 24;

/** What a clerk fills in by hand; dots, since a run of spaces would tear the line apart when it is read out. */
export const BLANK = '……';

/** Day of making as it is in Vietnam, 'YYYY-MM-DD'. */
export function dayInVietnam(date: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(date);
}

/** Day as printed: 05/01/2026. */
export function printedDay(date: Date): string {
  return dayInVietnam(date).split('-').toReversed().join('/');
}

/** Trích yếu: what the report is about. */
export function subject(model: ReportModel): string {
  return `Kết quả đo lường sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước tại ${unitName(model)} ${periodName(model)}`;
}

/** The head of the document. Number and date stay blank and "DỰ THẢO" is printed: only a clerk can issue it. */
export function titleBlock(model: ReportModel): TitleBlock {
  const { issuer, madeAt } = model;
  return {
    kind: 'title',
    superior: evenLines(issuer.superior.toLocaleUpperCase('vi'), AUTHORITY_WIDTH),
    issuer: evenLines(issuer.name.toLocaleUpperCase('vi'), AUTHORITY_WIDTH),
    number: `Số: ${BLANK}/${issuer.symbol}`,
    date: `${issuer.place}, ngày ${BLANK} tháng ${BLANK} năm ${dayInVietnam(madeAt).slice(0, 4)}`,
    type: 'BÁO CÁO',
    subject: subject(model),
    draft: 'DỰ THẢO',
  };
}
