import { surveyMethod } from './compute-index.js';
import type { IndexEstimate, IndexStructure } from './estimate.js';
import { indexFromReplicates } from './index-from-replicates.js';
import { marginFaults, type Margin } from './margin.js';
import type { Method } from './method.js';
import { marginDistance, rake, type RakedWeights } from './rake.js';
import { groupsWithRows, positionsOf, type Replicates } from './replicates.js';
import { scaleTally } from './scale-tally.js';
import { addTallies } from './tally.js';
import { trimWeights, type TrimmedWeights } from './trim-weights.js';
import { withUnknown } from './unknown-category.js';
import { cellRows, cellValues, type WeightingCell } from './weighting-cell.js';

export interface RakedIndex {
  index: IndexEstimate;
  /** What each response of a cell weighs in the end. Frozen with a snapshot. */
  weights: Float64Array;
  raking: Omit<RakedWeights, 'weights'>;
  /** null: no trimming was asked for. `distance`: how far the margins are off since; 0 where nothing was cut. */
  trimming: (Omit<TrimmedWeights, 'weights'> & { distance: number }) | null;
}

export interface RakingOptions {
  /** Cut weights at 5 × median after raking (default true). */
  trim?: boolean;
}

/**
 * The index with weights raked to published margins and trimmed. Every replicate is raked and trimmed anew from its own
 * responses, so that the interval knows what raking did (statistics.md §4). Raking gives alike responses the same weight,
 * so it is done on cells: one for each combination of categories that occurs (and of design weights, where there are any).
 * Those whose category is not known keep their share (`withUnknown`). A margin that loses its last respondent in some
 * replicate leaves that replicate out of reach: then no interval. R: survey::rake on an svrepdesign.
 * @param margins with a code for each cell; `unknownCode` for one whose category is not known.
 * @throws MarginError naming every margin that cannot be met; RangeError as `computeIndex`.
 */
export function rakedIndex(
  cells: readonly WeightingCell[],
  margins: readonly Margin[],
  structure: IndexStructure,
  method: Method,
  { trim = true }: RakingOptions = {},
): RakedIndex {
  const survey = surveyMethod(method);
  const all = finalWeights(cells, margins, { trim, left: null, factor: 1 });
  const whole = addTallies(cells.map(({ tally }, i) => scaleTally(tally, all.weights[i]!)));
  const valuesOf = cellValues(cells, whole.criteria, survey.criterionRule);
  const groups = groupsWithRows(whole);
  const factor = (groups.length - 1) / groups.length;
  /** Fewer rows share the same population in a replicate, so each may weigh that much more. */
  const cap = all.trimming === null ? undefined : all.trimming.cap / factor;
  const empty = new Float64Array(whole.criteria.length);
  const parts = groups.map((left): Replicates['parts'][number] => {
    const replicate = { trim, left, factor, ...(cap !== undefined && { cap }) };
    // An empty margin in a replicate is no fault of the data: the replicate has no values, so there is no interval.
    const criteria = isReachable(cells, margins, left)
      ? valuesOf(finalWeights(cells, margins, replicate).weights, left)
      : { values: empty.map(() => NaN), weights: empty, ...(whole.persons && { persons: new Map() }) };
    return { criteria, factor, stratum: 0 };
  });
  const replicates = { positions: positionsOf(whole.criteria), full: valuesOf(all.weights, null), parts };
  return { index: indexFromReplicates(whole, structure, survey, replicates), ...all };
}

/** Sum of the design weights of each cell. */
function designTotals(cells: readonly WeightingCell[], left: number | null): Float64Array {
  return cellRows(cells, left).map((rows, i) => rows * cells[i]!.designWeight);
}

function isReachable(cells: readonly WeightingCell[], margins: readonly Margin[], left: number): boolean {
  const totals = designTotals(cells, left);
  return (
    marginFaults(
      margins.map((margin) => withUnknown(margin, totals)),
      totals,
    ).length === 0
  );
}

interface Wanted {
  trim: boolean;
  /** Replicate group that is left out. */
  left: number | null;
  /** (G−1)/G in a replicate: what is left stands for the whole. */
  factor: number;
  cap?: number;
}

/** Raked, then trimmed if wanted, at `cap` where it is given. */
function finalWeights(
  cells: readonly WeightingCell[],
  margins: readonly Margin[],
  { trim, left, factor, cap }: Wanted,
): Omit<RakedIndex, 'index'> {
  const rows = cellRows(cells, left);
  const totals = designTotals(cells, left).map((total) => total / factor);
  const reached = margins.map((margin) => withUnknown(margin, totals));
  const { weights: raked, ...raking } = rake(totals, reached);
  const weights = raked.map((total, i) => (rows[i] === 0 ? 0 : total / rows[i]!));
  if (!trim) return { weights, raking, trimming: null };
  const { weights: final, ...trimming } = trimWeights(weights, rows, cap);
  const distance = marginDistance(
    final.map((weight, i) => weight * rows[i]!),
    reached,
  );
  return { weights: final, raking, trimming: { ...trimming, distance } };
}
