import { compositesOf, type Composite } from './composites.js';
import { scaleRange } from './criterion-index.js';
import { deleteGroupJackknife } from './delete-group-jackknife.js';
import { designEffect } from './design-effect.js';
import type { CriterionEstimate, Estimate, IndexEstimate, IndexStructure, Interval } from './estimate.js';
import { compositeIndex } from './index-values.js';
import type { Method, SurveyMethod } from './method.js';
import { replicateValues, type ReplicateValues } from './replicate-values.js';
import type { Tally } from './tally.js';
import { criterionCounts, respondentsByGroup } from './tally-counts.js';
import { wilsonInterval } from './wilson-interval.js';

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** A value with its jackknife interval, from the replicates of the non-empty groups. */
export function jackknifeEstimate(
  value: number | null,
  without: (number | null)[],
  byGroup: number[],
  range: Interval,
): Estimate {
  const n = sum(byGroup);
  const replicates = without.filter((_, g) => byGroup[g]! > 0);
  const error = value === null ? null : deleteGroupJackknife(value, replicates, n, range);
  if (error === null) return { value, n, interval: null, variance: null, degreesOfFreedom: null };
  return { value, n, ...error };
}

/** A criterion: an unweighted share has Wilson's interval, everything else the jackknife's. */
function criterionEstimate(
  id: string,
  tally: Tally,
  replicates: ReplicateValues,
  method: SurveyMethod,
  frameSize: number | null,
): CriterionEstimate {
  const { validByGroup, ...counted } = criterionCounts(tally, id);
  const value = replicates.full.get(id)?.value ?? null;
  const without = replicates.without.map((values) => values.get(id)?.value ?? null);
  const estimate = jackknifeEstimate(value, without, validByGroup, scaleRange(method.criterionRule));
  if (method.criterionRule === 'top2' && tally.weighted === null) {
    const share = wilsonInterval(counted.counts[3] + counted.counts[4], estimate.n, frameSize);
    estimate.interval = share && { low: 100 * share.low, high: 100 * share.high };
  }
  return { id, estimate, ...counted };
}

/**
 * The index of a set of responses by a method: criteria, elements, groups and the overall value, each with n, 95 %
 * interval and variance (0–100, unrounded; statistics.md §1–§3). A criterion or composite without a valid answer has
 * value null. `frameSize` is the number of people the respondents were drawn from, for the finite population correction
 * of shares; leave it out where nobody was drawn.
 * @throws RangeError when the method computes from imported scores, or lacks a weight its rule needs.
 */
export function computeIndex(
  tally: Tally,
  structure: IndexStructure,
  method: Method,
  frameSize: number | null = null,
): IndexEstimate {
  if (method.kind !== 'survey')
    throw new RangeError(`method ${method.id} computes from imported scores, not answers`);
  const survey: SurveyMethod = method;
  const replicates = replicateValues(tally, method.criterionRule);
  const range = scaleRange(method.criterionRule);
  const estimates = compositesOf(structure).map((composite) => ({ composite, ...estimateOf(composite) }));

  function estimateOf(composite: Composite): { id: string; estimate: Estimate } {
    const index = (values: ReplicateValues['full']) => compositeIndex(composite, structure, values, survey);
    const byGroup = respondentsByGroup(tally, composite);
    const estimate = jackknifeEstimate(index(replicates.full), replicates.without.map(index), byGroup, range);
    return { id: composite.id, estimate };
  }
  const at = (level: Composite['level']) =>
    estimates
      .filter(({ composite }) => composite.level === level)
      .map(({ id, estimate }) => ({ id, estimate }));

  return {
    overall: at('overall')[0]!.estimate,
    groups: at('group'),
    elements: at('element'),
    criteria: structure.elements.flatMap(({ criteria }) =>
      criteria.map((id) => criterionEstimate(id, tally, replicates, method, frameSize)),
    ),
    weighting:
      tally.weighted === null
        ? null
        : designEffect(sum([...tally.rows]), tally.weightSum, tally.weightSquares),
  };
}
