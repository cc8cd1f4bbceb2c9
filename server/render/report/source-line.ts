import type { ReportModel } from '../../domain/report-model.js';
import { periodName } from './phrases.js';

/** 'Nguồn: Kết quả khảo sát quý III năm 2026 (người trả lời tự chọn).' under every table and figure. */
export function sourceLine(model: ReportModel): string {
  const choice = model.source === 'random-sample' ? 'mẫu chọn ngẫu nhiên' : 'người trả lời tự chọn tham gia';
  return `Nguồn: Kết quả khảo sát ${periodName(model)} (${choice}).`;
}
