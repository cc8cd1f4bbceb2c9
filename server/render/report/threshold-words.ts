import type { ReportModel } from '../../domain/report-model.js';
import { formatCount } from '../format-number.js';
import { LANGUAGE } from './phrases.js';

type Thresholds = ReportModel['method']['display'];

/** A number of the method's thresholds as it is written: 1.000. */
export function written(count: number): string {
  return formatCount(count, LANGUAGE);
}

/** Why a number is not published, where the reader cannot tell which of both it is. */
export function notPublished({ suppressBelow }: Thresholds): string {
  return `không đủ số phiếu (dưới ${written(suppressBelow)}) hoặc vì có thể suy ra một số liệu đã ẩn`;
}

/** The rule of display as a sentence of the method. A method may have no numbers that are shown with a warning. */
export function displayRuleText({ suppressBelow, warnBelow }: Thresholds): string {
  const hides = `dưới ${written(suppressBelow)} phiếu thì ẩn số liệu, và ẩn thêm số liệu mà từ đó có thể suy ra số liệu đã ẩn`;
  const warns = `từ ${written(suppressBelow)} đến dưới ${written(warnBelow)} phiếu thì ghi chú chỉ để tham khảo`;
  const parts = [hides, ...(warnBelow > suppressBelow ? [warns] : [])];
  return `Công bố: ${parts.join('; ')}; không có câu trả lời thì ghi “–”, không ghi 0.`;
}
