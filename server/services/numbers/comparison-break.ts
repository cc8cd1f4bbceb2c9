import { rulesOf } from '../../domain/method-versions.js';
import { dayOf, type Period } from '../../domain/period.js';
import type { Text } from '../../domain/questionnaire.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import { writtenDay } from './written-day.js';

/**
 * Why a period may not be compared with the one before it; null where it may. A change of method or of criteria between
 * two periods is a break: no difference is printed (statistics.md §5). Two versions that compute alike are no change.
 */
export function comparisonBreak(facts: {
  period: Period;
  previous: Period;
  method: SurveyMethod;
  /** That of the period before. */
  methodBefore: SurveyMethod;
  isAnsweredBefore: boolean;
  areCriteriaEqual: boolean;
}): Text | null {
  const { period, previous, method, methodBefore } = facts;
  if (!facts.isAnsweredBefore)
    return {
      vi: `Không có phiếu hợp lệ của ${previous.label.vi} để so sánh.`,
      en: `There are no valid responses of ${previous.label.en} to compare with.`,
    };
  if (rulesOf(method) !== rulesOf(methodBefore)) {
    const day = writtenDay(method.validFrom!);
    return {
      vi: `Cách tính đã thay đổi: từ ngày ${day.vi} áp dụng phiên bản ${method.version} của phương pháp thay cho phiên bản ${methodBefore.version}; ${previous.label.vi} tính theo phiên bản ${methodBefore.version}, ${period.label.vi} theo phiên bản ${method.version}.`,
      en: `The method changed: from ${day.en} its version ${method.version} holds instead of version ${methodBefore.version}; ${previous.label.en} is computed by version ${methodBefore.version}, ${period.label.en} by version ${method.version}.`,
    };
  }
  if (isNotYetInForce(methodBefore, previous)) {
    const day = writtenDay(methodBefore.validFrom!);
    return {
      vi: `Phương pháp tính áp dụng từ ngày ${day.vi}, sau ${previous.label.vi}; không so sánh.`,
      en: `The method applies from ${day.en}, after ${previous.label.en}; no comparison.`,
    };
  }
  if (!facts.areCriteriaEqual)
    return {
      vi: `Phiếu khảo sát của ${previous.label.vi} có bộ tiêu chí khác; không so sánh.`,
      en: `The questionnaire of ${previous.label.en} asked other criteria; no comparison.`,
    };
  return null;
}

/** Whether a version came into force only after the period that is computed by it in retrospect. */
export function isNotYetInForce({ validFrom }: Pick<SurveyMethod, 'validFrom'>, { to }: Period): boolean {
  return validFrom !== null && validFrom >= dayOf(to);
}
