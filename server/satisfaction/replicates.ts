import { REPLICATE_GROUPS } from './columns.js';
import { groupSums, sumsOfRest } from './group-sums.js';
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
  const rest = tally.criteria.map((_, c) => sumsOfRest(groupSums(tally, c, rule)));
  const personsOfRest = tally.persons?.map((sums) => sumsOfRest(personMeans(sums)));
  function without(group: number): CriterionValues {
    const weights = new Float64Array(rest.length);
    const values = new Float64Array(rest.length);
    for (let c = 0; c < rest.length; c++) {
      weights[c] = rest[c]!.valid[group]!;
      values[c] = rest[c]!.scores[group]! / weights[c]!;
    }
    if (!personsOfRest) return { values, weights };
    const means = personsOfRest.map(({ scores, valid }, k): [string, number | null] => {
      const weight = valid[group]!;
      return [tally.composites[k]!, weight === 0 ? null : scores[group]! / weight];
    });
    return { values, weights, persons: new Map(means) };
  }
  const groups = groupsWithRows(tally);
  const factor = (groups.length - 1) / groups.length;
  return {
    positions: positionsOf(tally.criteria),
    full: without(REPLICATE_GROUPS),
    parts: groups.map((g) => ({ criteria: without(g), factor, stratum: 0 })),
  };
}
