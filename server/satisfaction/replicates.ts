import { REPLICATE_GROUPS } from './columns.js';
import { groupSums, valueWithout } from './group-sums.js';
import type { CriterionValues } from './index-values.js';
import type { CriterionRule } from './method.js';
import type { Tally } from './tally.js';

/** The criteria of the whole and of each replicate, with what the variance formula needs to know of each replicate. */
export interface Replicates {
  full: CriterionValues;
  parts: {
    values: CriterionValues;
    /** (G−1)/G of the stratum that the deleted group belongs to; the stratum's number where there are several. */
    factor: number;
    stratum: number;
  }[];
}

/** Groups that hold at least one row, whether or not it answered: a deletion that changes nothing adds nothing. */
export function groupsWithRows(tally: Tally): number[] {
  return Array.from({ length: REPLICATE_GROUPS }, (_, g) => g).filter((g) => tally.rows[g]! > 0);
}

/** One replicate for each group that holds rows: the same responses without that group (JK1). */
export function deleteGroupReplicates(tally: Tally, rule: CriterionRule): Replicates {
  const sums = tally.criteria.map((_, c) => groupSums(tally, c, rule));
  const values = (left: number | null) =>
    new Map(tally.criteria.map((id, c) => [id, valueWithout(sums[c]!, left)]));
  const groups = groupsWithRows(tally);
  const factor = (groups.length - 1) / groups.length;
  return { full: values(null), parts: groups.map((g) => ({ values: values(g), factor, stratum: 0 })) };
}
