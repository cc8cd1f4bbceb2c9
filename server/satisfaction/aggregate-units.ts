import { REPLICATE_GROUPS } from './columns.js';
import { surveyMethod } from './compute-index.js';
import { compositesOf, type Composite } from './composites.js';
import { scaleRange } from './criterion-index.js';
import type { Estimate, IndexStructure } from './estimate.js';
import { compositeFormula } from './index-values.js';
import { jackknifeEstimate } from './jackknife-estimate.js';
import type { Method, UnitAggregationRule } from './method.js';
import { deleteGroupReplicates, groupsWithRows } from './replicates.js';
import { addTallies, type Tally } from './tally.js';
import { basisByGroup } from './tally-counts.js';
import { weightedMean } from './weighted-mean.js';

/** A unit's responses and the dossiers it handled in the period (null: not loaded). */
export interface UnitTally {
  code: string;
  tally: Tally;
  transactions: number | null;
}

/** Weight of each unit under the rule. @throws RangeError naming the units whose dossiers are not loaded. */
function unitWeights(units: readonly UnitTally[], rule: UnitAggregationRule): number[] {
  if (rule === 'weighted_by_transactions') {
    const missing = units.filter(({ transactions }) => transactions === null).map(({ code }) => code);
    if (missing.length > 0) throw new RangeError(`no number of transactions for ${missing.join(', ')}`);
    return units.map(({ transactions }) => transactions!);
  }
  return units.map(() => 1);
}

/**
 * Index of several units together by a rule (default: that of the method), for one composite (default: the overall
 * index): `equal_units` is the plain mean of the unit indices, `weighted_by_transactions` weighs them by dossiers (Σ w·I / Σ w over the units that have an index), `pooled` counts all
 * responses alike. The interval is the delete-a-group jackknife over all units at once (statistics.md §2–§3).
 * @throws RangeError naming units without dossier numbers, or as `computeIndex`.
 */
export function aggregateUnits(
  units: readonly UnitTally[],
  structure: IndexStructure,
  method: Method,
  { rule, composite }: { rule?: UnitAggregationRule; composite?: Composite } = {},
): Estimate {
  const survey = surveyMethod(method);
  const wanted = composite ?? compositesOf(structure)[0]!;
  const applied = rule ?? survey.unitAggregation.rule;
  const pooled = addTallies(units.map(({ tally }) => tally));
  const range = scaleRange(survey.criterionRule);
  const sources = applied === 'pooled' ? [pooled] : units.map(({ tally }) => tally);
  const weights = applied === 'pooled' ? [1] : unitWeights(units, applied);
  const indices = sources.map((tally) => {
    const { full, parts, positions } = deleteGroupReplicates(tally, survey.criterionRule);
    const index = compositeFormula(wanted, structure, survey, positions);
    const without = new Array<number | null>(REPLICATE_GROUPS).fill(index(full));
    groupsWithRows(tally).forEach((g, k) => (without[g] = index(parts[k]!.criteria)));
    return { full: index(full), without };
  });
  const combine = (pick: (unit: (typeof indices)[number]) => number | null) =>
    weightedMean(indices.map((unit, u) => ({ value: pick(unit), weight: weights[u]! })));
  const groups = groupsWithRows(pooled);
  const factor = (groups.length - 1) / groups.length;
  const replicates = groups.map((g) => ({
    value: combine(({ without }) => without[g]!),
    factor,
    stratum: 0,
  }));
  return jackknifeEstimate(
    combine(({ full }) => full),
    replicates,
    basisByGroup(pooled, wanted, survey),
    range,
  );
}
