import type { ReportModel } from '../domain/report-model.js';
import { countsAnnex } from './report/annex-counts.js';
import { methodAnnex } from './report/annex-method.js';
import { questionnaireAnnex } from './report/annex-questionnaire.js';
import type { Block, Closing, ReportDocument } from './report/block.js';
import { findings } from './report/findings.js';
import { createNumbering, type Numbering } from './report/numbering.js';
import { othersTable } from './report/others-table.js';
import { LANGUAGE, periodName, unitName } from './report/phrases.js';
import { assessmentSection } from './report/section-assessment.js';
import { criteriaSection } from './report/section-criteria.js';
import { deploymentSection } from './report/section-deployment.js';
import { elementsSection } from './report/section-elements.js';
import { overallSection } from './report/section-overall.js';
import { proposalsSection } from './report/section-proposals.js';
import { respondentsSection } from './report/section-respondents.js';
import { servicesSection } from './report/section-services.js';
import { unitsSection } from './report/section-units.js';
import { dayInVietnam, subject, titleBlock } from './report/title-block.js';

export type { ReportDocument } from './report/block.js';

/** II. Kết quả. A period in which nobody answered has no tables of dashes: it says so in one paragraph. */
function resultsSection(model: ReportModel, numbering: Numbering): Block[] {
  const heading: Block = { kind: 'heading', level: 1, text: 'II. KẾT QUẢ' };
  if (model.overall.n === 0)
    return [
      heading,
      {
        kind: 'paragraph',
        text: `Trong ${periodName(model)}, ${unitName(model)} không có phiếu trả lời hợp lệ nào. Vì vậy báo cáo không có chỉ số, bảng và biểu đồ kết quả; chỉ số để trống, không tính bằng 0.`,
      },
      ...othersTable(model, numbering),
    ];
  return [
    heading,
    ...overallSection(model, numbering),
    ...othersTable(model, numbering),
    ...elementsSection(model, numbering),
    ...criteriaSection(model, numbering),
    ...servicesSection(model, numbering),
    ...unitsSection(model, numbering),
    ...respondentsSection(model, numbering),
  ];
}

function closing({ issuer }: ReportModel): Closing {
  const items = issuer.recipients.map((recipient) => recipient.replace(/^[-\s]+|[;.\s]+$/g, ''));
  return {
    kind: 'closing',
    recipients: items.map((item, index) => `- ${item}${index === items.length - 1 ? '.' : ';'}`),
    signatory: issuer.signatory.toLocaleUpperCase(LANGUAGE),
  };
}

/**
 * The quarterly report as a list of typed blocks: layout after NĐ 30/2020/NĐ-CP, prose made from the numbers alone.
 * Pure: the same model gives the same document. Values are rounded and formatted here and nowhere later.
 */
export function reportDocument(model: ReportModel): ReportDocument {
  const numbering = createNumbering();
  const found = findings(model);
  return {
    title: `Báo cáo. ${subject(model)}`,
    author: model.issuer.name,
    date: dayInVietnam(model.madeAt),
    language: LANGUAGE,
    blocks: [
      titleBlock(model),
      ...deploymentSection(model, numbering),
      ...resultsSection(model, numbering),
      ...assessmentSection(model, found),
      ...proposalsSection(model, found),
      closing(model),
      ...countsAnnex(model, numbering),
      ...questionnaireAnnex(model, numbering),
      ...methodAnnex(model),
    ],
  };
}
