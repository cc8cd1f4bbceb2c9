import type { Catalogue } from '../../domain/catalogue.js';
import { elementParts } from '../../domain/index-structure.js';
import { categoryTitle, marginTitle } from '../../domain/margin-sources.js';
import type { Text } from '../../domain/questionnaire.js';
import { rakeCells, type RakedCells } from '../../domain/raked-cells.js';
import type { WeightedIndex, WeightedNumbers } from '../../domain/report-model.js';
import { MarginError, type MarginFault } from '../../satisfaction/margin.js';
import type { AnswerBase } from './answer-base.js';
import type { CountBy } from './breakdown.js';
import { toFigure } from './figure.js';
import { displayIn, nothingShown } from './hidden-in-tree.js';
import { mayWeighUnits } from './sums-over-units.js';
import { crossMargins, marginColumn } from './margin-columns.js';

/** The rows of the base raked to its population, counted together with whatever else is asked; null without a population. */
export function rakedRows(base: AnswerBase, count: CountBy): () => RakedCells | null {
  const { population, counted, structure, method } = base;
  if (population === null) return () => null;
  const { key, cells } = crossMargins(
    population.margins.map(({ name }) => marginColumn(base, name)),
    counted,
  );
  const tallies = count(counted, key, Math.max(1, cells.length));
  return () => {
    const counts = tallies();
    return rakeCells(
      population,
      cells.map((categories, at) => ({ categories, tally: counts[at]! })),
      structure,
      method,
    );
  };
}

/** The index weighted to the population that is loaded for the unit and period, or why it cannot be; null: none is loaded. */
export function weightedIndex(
  base: AnswerBase,
  catalogue: Pick<Catalogue, 'questionnaires' | 'units' | 'procedures'>,
  count: CountBy,
): () => WeightedIndex | null {
  const raked = rakedRows(base, count);
  const plain = (text: string): Text => ({ vi: text, en: text });
  const titleOf = (margin: string): Text => marginTitle(catalogue, margin) ?? plain(margin);
  function toldFault({ kind, margin, category }: MarginFault): WeightedIndex['faults'][number] {
    const title = category && (categoryTitle(catalogue, margin, category) ?? plain(category));
    return { kind, margin: titleOf(margin), category: title || null };
  }
  return () => {
    if (base.population === null) return null;
    const margins = base.population.margins.map(({ name }) => ({ name, title: titleOf(name) }));
    try {
      return { margins, faults: [], numbers: weightedNumbers(base, raked()!) };
    } catch (error) {
      if (!(error instanceof MarginError)) throw error;
      return { margins, faults: error.faults.map(toldFault), numbers: null };
    }
  };
}

function weightedNumbers(base: AnswerBase, { index, raking, trimming }: RakedCells): WeightedNumbers {
  const display = mayWeighUnits(base) ? displayIn(base) : nothingShown;
  const parts = elementParts(base.forms.at(-1)!);
  return {
    overall: toFigure(index.overall, display),
    elements: parts.map(({ id, code, title }) => ({
      ...{ id, code: code ?? id, title },
      figure: toFigure(index.elements.find((element) => element.id === id)!.estimate, display),
    })),
    ...index.weighting!,
    converged: raking.converged,
    distance: trimming?.distance ?? raking.distance,
    trimmed: trimming?.trimmed ?? 0,
  };
}
