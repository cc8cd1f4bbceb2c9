import { scaleRange } from './criterion-index.js';
import { compositesOf } from './composites.js';
import { surveyMethod } from './compute-index.js';
import type { Difference, IndexStructure } from './estimate.js';
import { REPLICATE_GROUPS } from './columns.js';
import { compositeFormula } from './index-values.js';
import { jackknifeEstimate } from './jackknife-estimate.js';
import type { Method } from './method.js';
import { deleteGroupReplicates, groupsWithRows } from './replicates.js';
import { addTallies, type Tally } from './tally.js';
import { basisByGroup } from './tally-counts.js';

/**
 * Difference of the overall indices of two sets of responses that **share respondents** (with and without the excluded,
 * a unit against its city): each replicate leaves the same group out of both, so that what they share cancels.
 * `a` and `b` may overlap in any way, since a response is in the same group in both. n is that of the larger set.
 * null: one side has no value.
 */
export function compareOverlapping(
  a: Tally,
  b: Tally,
  structure: IndexStructure,
  method: Method,
): Difference | null {
  const survey = surveyMethod(method);
  const overall = compositesOf(structure)[0]!;
  const [left, right] = [a, b].map((tally) => {
    const { full, parts, positions } = deleteGroupReplicates(tally, survey.criterionRule);
    const groups = groupsWithRows(tally);
    const valueOf = compositeFormula(overall, structure, survey, positions);
    const without = Array.from({ length: REPLICATE_GROUPS }, (_, g) => {
      const part = parts[groups.indexOf(g)];
      return valueOf(part ? part.criteria : full);
    });
    return { value: valueOf(full), without };
  });
  if (!left || !right || left.value === null || right.value === null) return null;
  const value = left.value - right.value;
  const groups = groupsWithRows(addTallies([a, b]));
  const factor = (groups.length - 1) / groups.length;
  const replicates = groups.map((g) => {
    const [x, y] = [left.without[g]!, right.without[g]!];
    return { value: x === null || y === null ? null : x - y, factor, stratum: 0 };
  });
  const [byGroupA, byGroupB] = [basisByGroup(a, overall, survey), basisByGroup(b, overall, survey)];
  const byGroup = byGroupA.map((count, g) => Math.max(count, byGroupB[g]!));
  const reach = scaleRange(survey.criterionRule).high;
  const { interval } = jackknifeEstimate(value, replicates, byGroup, { low: -reach, high: reach });
  return { value, interval, significant: interval !== null && (interval.low > 0 || interval.high < 0) };
}
