import type { Change, Figure, ReportModel } from '../../domain/report-model.js';
import { isShown } from '../format-figure.js';
import { formatPercent, formatSigned } from '../format-number.js';

/** The report is written in Vietnamese, as the decree on official documents asks. */
export const LANGUAGE = 'vi';

/** Wording of the official five-level scale, lowest first (sipas.md §3.1). */
export const levelNames = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'];

/** 'Quý III năm 2026' → 'quý III năm 2026'. */
export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLocaleLowerCase('vi') + text.slice(1);
}

/** 'quý III năm 2026' → 'Quý III năm 2026', where a label stands alone. */
export function upperFirst(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);
}

/** Ends a sentence that comes from elsewhere with one full stop. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** The period within a sentence. */
export function periodName(model: ReportModel): string {
  return lowerFirst(model.period.label.vi);
}

/** Class words that are common nouns and written small within a sentence (NĐ 30/2020, Phụ lục II). */
const smallWords = /^(Thành phố|Quận|Huyện|Thị xã|Đặc khu|Phường|Xã) (?!\d|Hồ Chí Minh$)/;

/** A unit within a sentence: 'phường Ba Đình', 'Sở Nội vụ'; 'Phường 7' and 'Thành phố Hồ Chí Minh' stay large. */
export function unitInSentence(name: string): string {
  return smallWords.test(name) ? lowerFirst(name) : name;
}

/** The unit of the report within a sentence. */
export function unitName({ unit }: ReportModel): string {
  return unitInSentence(unit.name.vi);
}

/** '82,66% (khoảng tin cậy 95%: từ 81,20% đến 84,05%)'; the interval only where there is one. */
export function indexPhrase(figure: Figure): string {
  if (!isShown(figure)) return 'chưa đủ số phiếu để công bố';
  const value = formatPercent(figure.value, LANGUAGE);
  if (figure.interval === null) return value;
  const low = formatPercent(figure.interval.low, LANGUAGE);
  return `${value} (khoảng tin cậy 95%: từ ${low} đến ${formatPercent(figure.interval.high, LANGUAGE)})`;
}

/** 'tăng 1,28 điểm phần trăm so với quý II năm 2026, có ý nghĩa thống kê'. */
export function changePhrase(change: Change, previous: string): string {
  const size = formatSigned(change.value, LANGUAGE).replace(/^[+-]/, '');
  if (!change.significant)
    return `chênh lệch ${formatSigned(change.value, LANGUAGE)} điểm phần trăm so với ${previous}, không có ý nghĩa thống kê`;
  return `${change.value > 0 ? 'tăng' : 'giảm'} ${size} điểm phần trăm so với ${previous}, có ý nghĩa thống kê`;
}
