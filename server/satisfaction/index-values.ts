import type { Composite } from './composites.js';
import type { IndexStructure } from './estimate.js';
import type { SurveyMethod } from './method.js';
import { weightedMean, type WeightedValue } from './weighted-mean.js';

/** Index and number (or weight) of valid answers of each criterion by its id; one set for each replicate. */
export type CriterionValues = ReadonlyMap<string, WeightedValue>;

/** The parts of a composite that are elements, each with its own index and weight. */
function elementParts(
  composite: Composite,
  structure: IndexStructure,
  values: CriterionValues,
  method: SurveyMethod,
): WeightedValue[] {
  const { rule, weights } = method.aggregation;
  return structure.elements
    .filter(({ id, group }) => composite.level === 'overall' || group === composite.id || id === composite.id)
    .map(({ id, criteria }) => {
      const weight = rule === 'weighted' ? weights?.[id] : 1;
      if (weight === undefined) throw new RangeError(`method ${method.id} has no weight for element ${id}`);
      return { value: meanOf(criteria, values), weight };
    });
}

function meanOf(criteria: string[], values: CriterionValues): number | null {
  return weightedMean(criteria.map((id) => ({ value: values.get(id)?.value ?? null, weight: 1 })));
}

/**
 * Index of one composite by the aggregation rule of the method; null when none of its criteria has a valid answer.
 * `pooled` weighs each criterion by its valid answers, which is the criterion rule applied to the summed counts.
 * @throws RangeError naming the element that has no weight or no question, where the rule needs one.
 */
export function compositeIndex(
  composite: Composite,
  structure: IndexStructure,
  values: CriterionValues,
  method: SurveyMethod,
): number | null {
  const { rule, questions } = method.aggregation;
  switch (rule) {
    case 'mean_of_criteria':
      return meanOf(composite.criteria, values);
    case 'pooled':
      return weightedMean(composite.criteria.flatMap((id) => values.get(id) ?? []));
    case 'mean_of_elements':
    case 'weighted':
      return weightedMean(elementParts(composite, structure, values, method));
    case 'separate_question': {
      const item = questions?.[composite.id];
      if (item === undefined)
        throw new RangeError(`method ${method.id} names no question for ${composite.id}`);
      return values.get(item)?.value ?? null;
    }
    case 'person':
      throw new RangeError('an index by person is computed by personIndex, not from counts');
  }
}
