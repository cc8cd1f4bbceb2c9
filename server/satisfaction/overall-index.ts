import { compositesOf } from './composites.js';
import { surveyMethod } from './compute-index.js';
import { scaleRange } from './criterion-index.js';
import type { Estimate, IndexStructure } from './estimate.js';
import { compositeFormula } from './index-values.js';
import { jackknifeEstimate } from './jackknife-estimate.js';
import type { Method } from './method.js';
import { deleteGroupReplicates } from './replicates.js';
import type { Tally } from './tally.js';
import { basisByGroup } from './tally-counts.js';

/**
 * The overall index alone, exactly as `computeIndex` gives it, for breakdowns of which nothing else is printed: a table
 * of many units costs a small part of what all of their criteria would.
 * @throws RangeError as `computeIndex` does.
 */
export function overallIndex(tally: Tally, structure: IndexStructure, method: Method): Estimate {
  const survey = surveyMethod(method);
  const overall = compositesOf(structure)[0]!;
  const replicates = deleteGroupReplicates(tally, survey.criterionRule);
  const formula = compositeFormula(overall, structure, survey, replicates.positions);
  const parts = replicates.parts.map((part) => ({ ...part, value: formula(part.criteria) }));
  const byGroup = basisByGroup(tally, overall, survey);
  return jackknifeEstimate(formula(replicates.full), parts, byGroup, scaleRange(survey.criterionRule));
}
