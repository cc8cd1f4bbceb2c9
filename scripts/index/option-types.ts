import type { LevelCounts } from '../../server/satisfaction/estimate.js';
import type { UnitAggregationRule } from '../../server/satisfaction/method.js';

/** Aggregations that need nothing but the answers. */
export const plainAggregations = ['mean_of_criteria', 'mean_of_elements', 'pooled', 'person'] as const;
export type PlainAggregation = (typeof plainAggregations)[number];

export interface CountsOptions {
  kind: 'counts';
  counts: LevelCounts;
  method: string;
  frameSize: number | null;
  json: boolean;
}

export interface FileOptions {
  kind: 'file';
  path: string;
  questionnaire: string;
  /** null: the first method that names the questionnaire. */
  method: string | null;
  /** null: that of the method. */
  aggregation: PlainAggregation | null;
  id: string | null;
  weights: string | null;
  /** File of the margins that weights are raked to. */
  margins: { path: string; trim: boolean } | null;
  strata: { column: string; population: string } | null;
  by: string | null;
  across: { rule: UnitAggregationRule; transactions: string | null } | null;
  compare: [string, string] | null;
  where: { column: string; value: string }[];
  frameSize: number | null;
  json: boolean;
}

export interface ValuesOptions {
  kind: 'values';
  values: Record<string, number>;
  method: string;
  json: boolean;
}

/** A file of values of a score method. */
export interface ScoresOptions {
  kind: 'scores';
  path: string;
  method: string;
  id: string;
  json: boolean;
}

export type Options = CountsOptions | FileOptions | ValuesOptions | ScoresOptions;
