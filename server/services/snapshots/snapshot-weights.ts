import type { Population } from '../../domain/population.js';
import { rakeCells, type CategoryCell, type RakedCells } from '../../domain/raked-cells.js';
import type { SnapshotWeights } from '../../domain/snapshot.js';
import type { IndexStructure } from '../../satisfaction/estimate.js';
import { MarginError } from '../../satisfaction/margin.js';
import type { SurveyMethod } from '../../satisfaction/method.js';
import { snapshotIndex } from './snapshot-index.js';

/** The weights of these cells as a snapshot prints them; null without a population, or where it cannot be met. */
export function snapshotWeights(
  population: Population | null,
  cells: readonly CategoryCell[],
  facts: { structure: IndexStructure; method: SurveyMethod; isHidden: boolean },
): SnapshotWeights | null {
  if (population === null) return null;
  try {
    return printedWeights(population, rakeCells(population, cells, facts.structure, facts.method), facts);
  } catch (error) {
    if (error instanceof MarginError) return null;
    throw error;
  }
}

function printedWeights(
  population: Population,
  { index, weights, cells, raking, trimming }: RakedCells,
  { method, isHidden }: { method: SurveyMethod; isHidden: boolean },
): SnapshotWeights {
  const { designEffect, effectiveN } = index.weighting!;
  return {
    population,
    cells: cells.map(({ categories }, at) => ({ categories, weight: weights[at]! })),
    raking,
    trimming,
    designEffect,
    effectiveN,
    isHidden,
    index: snapshotIndex(index, method, isHidden),
  };
}
