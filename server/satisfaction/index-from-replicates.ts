import { compositesOf, type Composite } from './composites.js';
import { scaleRange } from './criterion-index.js';
import { designEffect } from './design-effect.js';
import type { CriterionEstimate, Estimate, IndexEstimate, IndexStructure } from './estimate.js';
import { compositeFormula, criterionFormula, type IndexFormula } from './index-values.js';
import { jackknifeEstimate } from './jackknife-estimate.js';
import type { SurveyMethod } from './method.js';
import type { Replicates } from './replicates.js';
import type { Tally } from './tally.js';
import { basisByGroup, criterionCounts } from './tally-counts.js';
import { wilsonInterval } from './wilson-interval.js';

/** What a formula makes of the whole, with the spread of what it makes of the replicates. */
function estimateOf(
  formula: IndexFormula,
  replicates: Replicates,
  byGroup: number[],
  method: SurveyMethod,
): Estimate {
  const parts = replicates.parts.map((part) => ({ ...part, value: formula(part.criteria) }));
  return jackknifeEstimate(formula(replicates.full), parts, byGroup, scaleRange(method.criterionRule));
}

/** A criterion: an unweighted share has Wilson's interval, everything else the jackknife's. */
function criterionEstimate(
  id: string,
  tally: Tally,
  replicates: Replicates,
  method: SurveyMethod,
  frameSize: number | null,
): CriterionEstimate {
  const { validByGroup, ...counted } = criterionCounts(tally, id);
  const estimate = estimateOf(criterionFormula(id, replicates.positions), replicates, validByGroup, method);
  if (method.criterionRule === 'top2' && tally.weighted === null) {
    const share = wilsonInterval(counted.counts[3] + counted.counts[4], estimate.n, frameSize);
    estimate.interval = share && { low: 100 * share.low, high: 100 * share.high };
  }
  return { id, estimate, ...counted };
}

/** The whole index from its replicates, however these were made; n and counts come from the tally. */
export function indexFromReplicates(
  tally: Tally,
  structure: IndexStructure,
  method: SurveyMethod,
  replicates: Replicates,
  frameSize: number | null = null,
): IndexEstimate {
  const estimates = compositesOf(structure).map((composite) => {
    const formula = compositeFormula(composite, structure, method, replicates.positions);
    const estimate = estimateOf(formula, replicates, basisByGroup(tally, composite, method), method);
    return { level: composite.level, id: composite.id, estimate };
  });
  const at = (wanted: Composite['level']) =>
    estimates.flatMap(({ level, id, estimate }) => (level === wanted ? [{ id, estimate }] : []));
  const rows = tally.rows.reduce((sum, count) => sum + count, 0);
  return {
    overall: at('overall')[0]!.estimate,
    groups: at('group'),
    elements: at('element'),
    criteria: structure.elements.flatMap(({ criteria }) =>
      criteria.map((id) => criterionEstimate(id, tally, replicates, method, frameSize)),
    ),
    weighting: tally.weighted === null ? null : designEffect(rows, tally.weightSum, tally.weightSquares),
  };
}
