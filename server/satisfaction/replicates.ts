import { REPLICATE_GROUPS } from './columns.js';
import { groupSums, sumWithout } from './group-sums.js';
import type { CriterionValues, Positions } from './index-values.js';
import type { CriterionRule } from './method.js';
import { personMeans } from './person-sums.js';
import type { Tally } from './tally.js';

/** The criteria of the whole and of each replicate, with what the variance formula needs to know of each replicate. */
export interface Replicates {
  /** Where each criterion stands in the values. */
  positions: Positions;
  full: CriterionValues;
  parts: {
    criteria: CriterionValues;
    /** (G−1)/G of the stratum that the deleted group belongs to. */
    factor: number;
    /** The stratum's number; 0 where there is but one. */
    stratum: number;
  }[];
}

/** Groups that hold at least one row, whether or not it answered: a deletion that changes nothing adds nothing. */
export function groupsWithRows(tally: Tally): number[] {
  return Array.from({ length: REPLICATE_GROUPS }, (_, g) => g).filter((g) => tally.rows[g]! > 0);
}

export function positionsOf(criteria: readonly string[]): Positions {
  return new Map(criteria.map((id, c) => [id, c]));
}

/** One replicate for each group that holds rows: the same responses without that group (JK1). */
export function deleteGroupReplicates(tally: Tally, rule: CriterionRule): Replicates {
  const sums = tally.criteria.map((_, c) => groupSums(tally, c, rule));
  const byPerson = tally.persons?.map(personMeans);
  function without(left: number | null): CriterionValues {
    const weights = new Float64Array(sums.length);
    const values = new Float64Array(sums.length);
    for (let c = 0; c < sums.length; c++) {
      weights[c] = sumWithout(sums[c]!.valid, left);
      values[c] = sumWithout(sums[c]!.scores, left) / weights[c]!;
    }
    if (!byPerson) return { values, weights };
    const means = byPerson.map(({ scores, valid }, k): [string, number | null] => {
      const weight = sumWithout(valid, left);
      return [tally.composites[k]!, weight === 0 ? null : sumWithout(scores, left) / weight];
    });
    return { values, weights, persons: new Map(means) };
  }
  const groups = groupsWithRows(tally);
  const factor = (groups.length - 1) / groups.length;
  return {
    positions: positionsOf(tally.criteria),
    full: without(null),
    parts: groups.map((g) => ({ criteria: without(g), factor, stratum: 0 })),
  };
}
