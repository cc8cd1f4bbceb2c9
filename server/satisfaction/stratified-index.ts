import { REPLICATE_GROUPS } from './columns.js';
import { surveyMethod } from './compute-index.js';
import type { IndexEstimate, IndexStructure } from './estimate.js';
import { groupSums, sumWithout, type GroupSums } from './group-sums.js';
import { indexFromReplicates } from './index-from-replicates.js';
import type { CriterionValues } from './index-values.js';
import type { CriterionRule, Method } from './method.js';
import { groupsWithRows, positionsOf, type Replicates } from './replicates.js';
import { addTallies, type Tally } from './tally.js';

export interface Stratum {
  name: string;
  /** Counted with design weights. */
  tally: Tally;
}

export interface StratifiedIndex {
  index: IndexEstimate;
  /** Strata with fewer than two groups that hold rows, and the stratum each was joined to; a report says so. */
  joined: { name: string; to: string }[];
}

/** Joins each stratum that has no two groups to the next in order (the last one to the one before). */
function joinThinStrata(strata: Stratum[]): { strata: Stratum[]; joined: StratifiedIndex['joined'] } {
  const kept: Stratum[] = [];
  const joined: StratifiedIndex['joined'] = [];
  let waiting: Stratum[] = [];
  for (const stratum of strata) {
    const merged = { name: stratum.name, tally: addTallies([...waiting.map((s) => s.tally), stratum.tally]) };
    if (groupsWithRows(merged.tally).length < 2) waiting.push(stratum);
    else {
      joined.push(...waiting.map(({ name }) => ({ name, to: stratum.name })));
      kept.push(merged);
      waiting = [];
    }
  }
  const last = kept.pop();
  if (last === undefined) return { strata: waiting, joined };
  joined.push(...waiting.map(({ name }) => ({ name, to: last.name })));
  kept.push({ name: last.name, tally: addTallies([last.tally, ...waiting.map((s) => s.tally)]) });
  return { strata: kept, joined };
}

/**
 * One replicate for each group of each stratum: that group's rows are left out and the other rows of the stratum weigh
 * G_h/(G_h−1) times as much, so that the stratum keeps its share of the population (JKn).
 */
function stratifiedReplicates(
  tallies: Tally[],
  criteria: readonly string[],
  rule: CriterionRule,
): Replicates {
  const none = { scores: new Float64Array(REPLICATE_GROUPS), valid: new Float64Array(REPLICATE_GROUPS) };
  const sums = tallies.map((tally) =>
    criteria.map((id) => {
      const c = tally.criteria.indexOf(id);
      return c < 0 ? none : groupSums(tally, c, rule);
    }),
  );
  function without(deleted: { stratum: number; group: number; scale: number } | null): CriterionValues {
    const add = (c: number, of: keyof GroupSums) =>
      sums.reduce((sum, ofStratum, h) => {
        const here = deleted?.stratum === h ? deleted : null;
        return sum + sumWithout(ofStratum[c]![of], here?.group ?? null) * (here?.scale ?? 1);
      }, 0);
    const weights = Float64Array.from(criteria, (_, c) => add(c, 'valid'));
    return { weights, values: Float64Array.from(criteria, (_, c) => add(c, 'scores') / weights[c]!) };
  }
  const parts = tallies.flatMap((tally, stratum) => {
    const groups = groupsWithRows(tally);
    const factor = (groups.length - 1) / groups.length;
    return groups.map((group) => ({
      criteria: without({ stratum, group, scale: 1 / factor }),
      factor,
      stratum,
    }));
  });
  return { positions: positionsOf(criteria), full: without(null), parts };
}

/**
 * The index of a stratified sample, counted with design weights per stratum; variance Σ_h (G_h−1)/G_h Σ_g (θ_(hg) − θ)²
 * (statistics.md §3). One stratum gives what `computeIndex` gives. R: as.svrepdesign(svydesign(ids = ~group, strata =
 * ~stratum, weights = ~weight, nest = TRUE), type = "JKn", mse = TRUE).
 * @throws RangeError as `computeIndex`.
 */
export function stratifiedIndex(
  strata: Stratum[],
  structure: IndexStructure,
  method: Method,
): StratifiedIndex {
  const survey = surveyMethod(method);
  const whole = addTallies(strata.map(({ tally }) => tally));
  const { strata: kept, joined } = joinThinStrata(strata);
  const tallies = kept.map(({ tally }) => tally);
  const replicates = stratifiedReplicates(tallies, whole.criteria, survey.criterionRule);
  return { index: indexFromReplicates(whole, structure, survey, replicates), joined };
}
