/** Builders of the statistics tests: each states only what its test is about. */
import type { PlainColumns } from '../../server/satisfaction/columns.js';
import type { Estimate, IndexStructure } from '../../server/satisfaction/estimate.js';
import type { AggregationRule, CriterionRule, SurveyMethod } from '../../server/satisfaction/method.js';

const wording = { vi: 'thử', en: 'test' };

export function methodWith(
  criterionRule: CriterionRule,
  rule: AggregationRule = 'mean_of_criteria',
  changes: Partial<SurveyMethod> = {},
): SurveyMethod {
  return {
    kind: 'survey',
    id: 'tested',
    version: 1,
    title: wording,
    legalBasis: wording,
    formula: wording,
    source: 'test',
    validFrom: null,
    validTo: null,
    rounding: { decimals: 2 },
    questionnaires: [],
    criterionRule,
    aggregation: { rule, text: wording },
    unitAggregation: { rule: 'pooled', text: wording },
    validity: { minimumAnswered: 0.5, text: wording },
    display: { suppressBelow: 10, warnBelow: 30 },
    ...changes,
  };
}

/** Elements by letter: `structureOf('a1 a2 b1')` has element a with two criteria and b with one. */
export function structureOf(items: string): IndexStructure {
  const ids = items.split(' ');
  const letters = [...new Set(ids.map((id) => id[0]!))];
  return {
    elements: letters.map((id) => ({ id, group: null, criteria: ids.filter((item) => item[0] === id) })),
  };
}

/** PlainColumns from one array of codes per item; a row's group is its number mod 32 unless given. */
export function columnsOf(levels: Record<string, number[]>, more: Partial<PlainColumns> = {}): PlainColumns {
  const rows = Object.values(levels)[0]?.length ?? 0;
  return {
    rows,
    levels: Object.fromEntries(Object.entries(levels).map(([id, codes]) => [id, Uint8Array.from(codes)])),
    group: Uint8Array.from({ length: rows }, (_, i) => i % 32),
    weight: null,
    ...more,
  };
}

export function estimateOf(
  value: number | null,
  variance: number | null = null,
  degreesOfFreedom = 31,
): Estimate {
  const known = variance !== null;
  return { value, n: 100, interval: null, variance, degreesOfFreedom: known ? degreesOfFreedom : null };
}
