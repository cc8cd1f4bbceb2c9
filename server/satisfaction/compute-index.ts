import type { IndexEstimate, IndexStructure } from './estimate.js';
import { indexFromReplicates } from './index-from-replicates.js';
import type { Method, SurveyMethod } from './method.js';
import { deleteGroupReplicates } from './replicates.js';
import type { Tally } from './tally.js';

/** The method as one that computes from answers. @throws RangeError when it computes from imported scores. */
export function surveyMethod(method: Method): SurveyMethod {
  if (method.kind === 'survey') return method;
  throw new RangeError(`method ${method.id} computes from imported scores, not answers`);
}

/**
 * The index of a set of responses by a method: criteria, elements, groups and the overall value, each with n, 95 %
 * interval and variance (0–100, unrounded; statistics.md §1–§3). A criterion or composite without a valid answer has
 * value null. `frameSize` is the number of people the respondents were drawn from, for the finite population correction
 * of shares; leave it out where nobody was drawn.
 * @throws RangeError when the method computes from imported scores, or by person and persons were not counted, or lacks a weight its rule needs.
 */
export function computeIndex(
  tally: Tally,
  structure: IndexStructure,
  method: Method,
  frameSize: number | null = null,
): IndexEstimate {
  const survey = surveyMethod(method);
  const replicates = deleteGroupReplicates(tally, survey.criterionRule);
  return indexFromReplicates(tally, structure, survey, replicates, frameSize);
}
