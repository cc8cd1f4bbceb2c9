import type { Period } from '../../domain/period.js';
import type { Text } from '../../domain/questionnaire.js';
import type { SurveyMethod } from '../../satisfaction/method.js';

/**
 * Why a period may not be compared with the one before it; null where it may. A change of method or of criteria between
 * two periods is a break: no difference is printed (statistics.md §5).
 */
export function comparisonBreak(facts: {
  method: Pick<SurveyMethod, 'validFrom'>;
  previous: Period;
  isAnsweredBefore: boolean;
  areCriteriaEqual: boolean;
}): Text | null {
  const { method, previous } = facts;
  if (!facts.isAnsweredBefore)
    return {
      vi: `Không có phiếu hợp lệ của ${previous.label.vi} để so sánh.`,
      en: `There are no valid responses of ${previous.label.en} to compare with.`,
    };
  if (method.validFrom !== null && new Date(`${method.validFrom}T00:00:00+07:00`) >= previous.to)
    return {
      vi: `Phương pháp tính áp dụng từ ngày ${method.validFrom}, sau ${previous.label.vi}; không so sánh.`,
      en: `The method applies from ${method.validFrom}, after ${previous.label.en}; no comparison.`,
    };
  if (!facts.areCriteriaEqual)
    return {
      vi: `Phiếu khảo sát của ${previous.label.vi} có bộ tiêu chí khác; không so sánh.`,
      en: `The questionnaire of ${previous.label.en} asked other criteria; no comparison.`,
    };
  return null;
}
