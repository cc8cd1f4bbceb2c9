import type { PlainColumns, RowMask } from './columns.js';
import { surveyMethod } from './compute-index.js';
import { compositesOf, type Composite } from './composites.js';
import { scaleRange } from './criterion-index.js';
import type { IndexEstimate, IndexStructure } from './estimate.js';
import { sumWithout } from './group-sums.js';
import { indexFromReplicates } from './index-from-replicates.js';
import { jackknifeEstimate } from './jackknife-estimate.js';
import type { Method } from './method.js';
import { addPersons, noPersons } from './person-sums.js';
import { deleteGroupReplicates, groupsWithRows } from './replicates.js';
import { startTally } from './tally-builder.js';

/**
 * The index under the rule `person`: each respondent's mean over the criteria answered, then the mean over respondents;
 * who answered fewer than the method's share of a composite's criteria is not in it (statistics.md §2). It cannot be
 * computed from counts, so it takes the columns themselves. Criteria are as in `computeIndex`.
 * @throws RangeError when the method computes from imported scores.
 */
export function personIndex(
  blocks: readonly { columns: PlainColumns; mask: RowMask }[],
  structure: IndexStructure,
  method: Method,
): IndexEstimate {
  const survey = surveyMethod(method);
  const builder = startTally(structure, 1);
  for (const { columns, mask } of blocks) builder.add(columns, mask, null);
  const tally = builder.tallies()[0]!;
  const groups = groupsWithRows(tally);
  const factor = (groups.length - 1) / groups.length;

  function estimateOf({ criteria }: Composite) {
    const sums = noPersons();
    for (const { columns, mask } of blocks)
      addPersons(sums, columns, mask, criteria, survey.criterionRule, survey.validity.minimumAnswered);
    const mean = (left: number | null) => {
      const weight = sumWithout(sums.valid, left);
      return weight === 0 ? null : sumWithout(sums.scores, left) / weight;
    };
    const replicates = groups.map((g) => ({ value: mean(g), factor, stratum: 0 }));
    return jackknifeEstimate(mean(null), replicates, sums.persons, scaleRange(survey.criterionRule));
  }
  const byCriteria = { ...survey, aggregation: { ...survey.aggregation, rule: 'mean_of_criteria' as const } };
  const replicates = deleteGroupReplicates(tally, survey.criterionRule);
  const index = indexFromReplicates(tally, structure, byCriteria, replicates);
  const composites = compositesOf(structure).map((composite) => ({
    composite,
    estimate: estimateOf(composite),
  }));
  const at = (level: Composite['level']) =>
    composites.flatMap(({ composite, estimate }) =>
      composite.level === level ? [{ id: composite.id, estimate }] : [],
    );
  return { ...index, overall: at('overall')[0]!.estimate, groups: at('group'), elements: at('element') };
}
