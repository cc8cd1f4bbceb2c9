import { type PlainColumns, type RowMask } from './columns.js';
import { surveyMethod } from './compute-index.js';
import type { IndexEstimate, IndexStructure } from './estimate.js';
import { indexFromReplicates } from './index-from-replicates.js';
import type { CriterionValues } from './index-values.js';
import { marginFaults, type Margin } from './margin.js';
import type { Method } from './method.js';
import { rake, type RakedWeights } from './rake.js';
import { groupsWithRows, positionsOf, type Replicates } from './replicates.js';
import { tally } from './tally.js';
import { trimWeights, type TrimmedWeights } from './trim-weights.js';
import { weightedValues } from './weighted-values.js';

export interface RakedIndex {
  index: IndexEstimate;
  /** Final weights of the rows; those outside the mask weigh 0. Frozen with a snapshot. */
  weights: Float64Array;
  raking: Omit<RakedWeights, 'weights'>;
  /** null: no trimming was asked for. */
  trimming: Omit<TrimmedWeights, 'weights'> | null;
}

export interface RakingOptions {
  mask?: RowMask;
  /** Cut weights at 5 × median after raking (default true). */
  trim?: boolean;
}

/** Raked, then trimmed if wanted, at `cap` where it is given. @throws RangeError naming a margin without respondents. */
function finalWeights(base: Float64Array, margins: readonly Margin[], trim: boolean, cap?: number) {
  const { weights, ...raking } = rake(base, margins);
  if (!trim) return { weights, raking, trimming: null };
  const { weights: final, ...trimming } = trimWeights(weights, cap);
  return { weights: final, raking, trimming };
}

/**
 * The index with weights raked to published margins and trimmed. Every replicate is raked and trimmed anew from its own
 * rows, so that the interval knows what raking did (statistics.md §4). The weights of `columns` are design weights.
 * A margin that loses its last respondent in some replicate leaves that replicate out of reach: then no interval.
 * R: survey::rake on an svrepdesign.
 * @throws RangeError naming every margin without respondents, or as `computeIndex`.
 */
export function rakedIndex(
  columns: PlainColumns,
  structure: IndexStructure,
  method: Method,
  margins: readonly Margin[],
  { mask = null, trim = true }: RakingOptions = {},
): RakedIndex {
  const survey = surveyMethod(method);
  const base = Float64Array.from({ length: columns.rows }, (_, i) =>
    mask?.[i] === 0 ? 0 : (columns.weight?.[i] ?? 1),
  );
  const final = finalWeights(base, margins, trim);
  const whole = tally({ ...columns, weight: final.weights }, structure, mask);
  const valuesOf = (weights: Float64Array) =>
    weightedValues(columns, whole.criteria, weights, survey.criterionRule);
  const empty = new Float64Array(whole.criteria.length);
  const nothing = { values: empty.map(() => NaN), weights: empty };
  const groups = groupsWithRows(whole);
  const factor = (groups.length - 1) / groups.length;
  /** Fewer rows share the same population in a replicate, so each may weigh that much more. */
  const cap = final.trimming === null ? undefined : final.trimming.cap / factor;
  const parts = groups.map((group): Replicates['parts'][number] => {
    const scale = 1 / factor;
    const rest = base.map((weight, i) => (columns.group[i] === group ? 0 : weight * scale));
    return { criteria: replicateOf(rest), factor, stratum: 0 };
  });

  /** An empty margin in a replicate is no fault of the data: the replicate has no values, so there is no interval. */
  function replicateOf(rest: Float64Array): CriterionValues {
    if (marginFaults(margins, rest).length > 0) return nothing;
    return valuesOf(finalWeights(rest, margins, trim, cap).weights);
  }
  const positions = positionsOf(whole.criteria);
  const full = valuesOf(final.weights);
  const index = indexFromReplicates(whole, structure, survey, { positions, full, parts });
  return { index, ...final };
}
