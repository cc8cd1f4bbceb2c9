import type { ReportModel } from '../../domain/report-model.js';
import type { Annex } from './block.js';
import { BLANK } from './title-block.js';

/** Begins an annex; number and date of the report it belongs to stay blank in a draft. */
export function annexHead(model: ReportModel, label: string, title: string): Annex {
  const { issuer } = model;
  return {
    kind: 'annex',
    label,
    title,
    reference: `(Kèm theo Báo cáo số ${BLANK}/${issuer.symbol} ngày ${BLANK} tháng ${BLANK} năm ${BLANK} của ${issuer.name})`,
  };
}
