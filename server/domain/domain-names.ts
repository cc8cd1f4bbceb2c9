import type { Domain, Text } from './questionnaire.js';

/** Fields of administration as reports and pages name them. */
export const domainNames: Record<Domain, Text> = {
  general: { vi: 'Thủ tục hành chính chung', en: 'General procedures' },
  labour: { vi: 'Lao động, việc làm', en: 'Labour and employment' },
  unemployment_insurance: { vi: 'Bảo hiểm thất nghiệp', en: 'Unemployment insurance' },
  social_protection: { vi: 'Bảo trợ xã hội', en: 'Social protection' },
  people_with_merit: { vi: 'Người có công', en: 'People with merit' },
  land: { vi: 'Đất đai', en: 'Land' },
};
