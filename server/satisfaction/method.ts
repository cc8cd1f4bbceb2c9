/** A named, versioned way to compute an index: the records under `surveys/methods/`. */
import type { ScoreClass, ScoreNode } from './score-tree.js';

/** The same text in both languages of the product. */
export interface Wording {
  vi: string;
  en: string;
}

/** Index of one criterion from its counts: share of levels 4–5, mean of 1–5 over 5, mean of 0–4 over 4. */
export const criterionRules = ['top2', 'mean5', 'mean4'] as const;
export type CriterionRule = (typeof criterionRules)[number];

/** How criteria make elements, groups and the overall index (statistics.md §2). */
export const aggregationRules = [
  'mean_of_criteria',
  'mean_of_elements',
  'pooled',
  'person',
  'weighted',
  'separate_question',
] as const;
export type AggregationRule = (typeof aggregationRules)[number];

/** How the indices of several units make one. */
export const unitAggregationRules = ['pooled', 'equal_units', 'weighted_by_transactions'] as const;
export type UnitAggregationRule = (typeof unitAggregationRules)[number];

export interface Aggregation {
  rule: AggregationRule;
  text: Wording;
  /** Only `weighted`: weight of each element by its id; any positive scale. */
  weights?: Record<string, number>;
  /** Only `separate_question`: item that is the index of an element (by element id) or of `overall`. */
  questions?: Record<string, string>;
}

/** Below `suppressBelow` answers a number is hidden, below `warnBelow` it is shown with a warning. */
export interface DisplayThresholds {
  suppressBelow: number;
  warnBelow: number;
}

/** A value that authorities aim at, in the unit of the index. */
export interface Target {
  value: number;
  year: number;
  text: Wording;
  source: string;
}

interface MethodRecord {
  id: string;
  version: number;
  title: Wording;
  legalBasis: Wording;
  /** The formula in words and signs, as a report prints it. */
  formula: Wording;
  /** Where formula and weights were seen, or that nobody has verified them. */
  source: string;
  /** Dates 'YYYY-MM-DD', the end exclusive; null: not known or open. */
  validFrom: string | null;
  validTo: string | null;
  /** The legal basis was replaced; kept for old series and forms that still copy it. */
  legacy?: true;
  /** What the value must be called in print where its own name would claim too much. */
  label?: Wording;
  rounding: { decimals: number };
  targets?: Target[];
}

/** Computes from answers on a scale of 1…5. */
export interface SurveyMethod extends MethodRecord {
  kind: 'survey';
  /** Questionnaires whose official items carry the same ids and may be pooled in one number. */
  questionnaires: string[];
  criterionRule: CriterionRule;
  aggregation: Aggregation;
  unitAggregation: { rule: UnitAggregationRule; text: Wording };
  /** Share 0–1 of the official items that a response must answer to be valid. */
  validity: { minimumAnswered: number; text: Wording };
  display: DisplayThresholds;
}

/** Computes from values that come from elsewhere: scores of other surveys, system data. */
export interface ScoreMethod extends MethodRecord {
  kind: 'score';
  /** Always empty: no questionnaire of ours feeds it directly. */
  questionnaires: string[];
  criterionRule: null;
  aggregation: { text: Wording };
  unitAggregation: { text: Wording };
  tree: ScoreNode;
  /** Grades by value, best first. */
  classes?: ScoreClass[];
}

export type Method = SurveyMethod | ScoreMethod;
