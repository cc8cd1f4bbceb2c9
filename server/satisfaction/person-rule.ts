import type { CriterionRule, SurveyMethod } from './method.js';

/** How the aggregation `person` scores a respondent. */
export interface PersonRule {
  criterionRule: CriterionRule;
  /** Share 0–1 of a composite's criteria that a respondent must have answered to be in it. */
  minimumAnswered: number;
}

/** The rule by which a method counts persons beside answers; null: it needs none. */
export function personRule({ aggregation, criterionRule, validity }: SurveyMethod): PersonRule | null {
  return aggregation.rule === 'person' ? { criterionRule, minimumAnswered: validity.minimumAnswered } : null;
}
