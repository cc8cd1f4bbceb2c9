import { compositeKey, type Composite } from './composites.js';
import type { IndexStructure } from './estimate.js';
import type { SurveyMethod } from './method.js';
import { weightedMean } from './weighted-mean.js';

/** Index and number (or weight) of valid answers of each criterion, by position; NaN where nobody answered. */
export interface CriterionValues {
  values: Float64Array;
  weights: Float64Array;
  /** Means over persons by `compositeKey`, null where there is nobody; absent: the persons were not counted. */
  persons?: ReadonlyMap<string, number | null>;
}

/** Computes one index from the criteria of the whole, or of any replicate; null when nothing it needs was answered. */
export type IndexFormula = (criteria: CriterionValues) => number | null;

/** Where each criterion stands in a tally; absent: the tally does not know it. */
export type Positions = ReadonlyMap<string, number>;

/** The index of a single criterion. */
export function criterionFormula(id: string, positions: Positions): IndexFormula {
  const position = positions.get(id);
  if (position === undefined) return () => null;
  return ({ values }) => (Number.isNaN(values[position]!) ? null : values[position]!);
}

function known(ids: readonly string[], positions: Positions): number[] {
  return ids.flatMap((id) => positions.get(id) ?? []);
}

/** Plain mean over the criteria with answers. */
function meanFormula(ids: readonly string[], positions: Positions): IndexFormula {
  const at = known(ids, positions);
  return ({ values }) => {
    let sum = 0;
    let n = 0;
    for (const position of at) {
      const value = values[position]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      n += 1;
    }
    return n === 0 ? null : sum / n;
  };
}

/** The criterion rule applied to the summed counts: each criterion weighs as many answers as it has. */
function pooledFormula(ids: readonly string[], positions: Positions): IndexFormula {
  const at = known(ids, positions);
  return ({ values, weights }) => {
    let sum = 0;
    let answers = 0;
    for (const position of at) {
      if (weights[position] === 0) continue;
      sum += weights[position]! * values[position]!;
      answers += weights[position]!;
    }
    return answers === 0 ? null : sum / answers;
  };
}

/** Weighted mean of the elements with answers, each the plain mean of its criteria. */
function elementsFormula(parts: readonly { formula: IndexFormula; weight: number }[]): IndexFormula {
  return (criteria) =>
    weightedMean(parts.map(({ formula, weight }) => ({ value: formula(criteria), weight })));
}

/**
 * How one composite is made by the aggregation rule of the method (statistics.md §2).
 * @throws RangeError naming the element that has no weight or no question, where the rule needs one; under `person` the
 * formula throws where persons were not counted.
 */
export function compositeFormula(
  composite: Composite,
  structure: IndexStructure,
  method: SurveyMethod,
  positions: Positions,
): IndexFormula {
  const { rule, weights, questions } = method.aggregation;
  switch (rule) {
    case 'mean_of_criteria':
      return meanFormula(composite.criteria, positions);
    case 'pooled':
      return pooledFormula(composite.criteria, positions);
    case 'mean_of_elements':
    case 'weighted': {
      const elements = structure.elements.filter(
        ({ id, group }) =>
          composite.level === 'overall' || (composite.level === 'group' ? group : id) === composite.id,
      );
      const parts = elements.map(({ id, criteria }) => {
        const weight = rule === 'weighted' ? weights?.[id] : 1;
        if (weight === undefined) throw new RangeError(`method ${method.id} has no weight for element ${id}`);
        return { formula: meanFormula(criteria, positions), weight };
      });
      return elementsFormula(parts);
    }
    case 'separate_question': {
      const item = questions?.[composite.id];
      if (item === undefined)
        throw new RangeError(`method ${method.id} names no question for ${composite.id}`);
      return criterionFormula(item, positions);
    }
    case 'person': {
      const key = compositeKey(composite);
      return ({ persons }) => {
        if (!persons)
          throw new RangeError(`method ${method.id} computes by person; only answers were counted`);
        return persons.get(key) ?? null;
      };
    }
  }
}
