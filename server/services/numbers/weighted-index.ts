import type { Catalogue } from '../../domain/catalogue.js';
import { elementParts } from '../../domain/index-structure.js';
import { categoryTitle, marginTitle } from '../../domain/margin-sources.js';
import type { Text } from '../../domain/questionnaire.js';
import { rakeCells, type RakedCells } from '../../domain/raked-cells.js';
import type { WeightedIndex, WeightedNumbers } from '../../domain/report-model.js';
import { MarginError, type MarginFault } from '../../satisfaction/margin.js';
import { addTallies } from '../../satisfaction/tally.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigure } from './figure.js';
import { displayIn, nothingShown } from './hidden-in-tree.js';
import { mayShowWeighted } from './weights-shown.js';
import { crossMargins } from './cross-margins.js';

/** The rows of the base raked to its population, counted together with whatever else is asked; null without a population. */
function rakedRows(base: AnswerBase, count: CountBy): () => RakedCells | null {
  const { population, counted, structure, method } = base;
  if (population === null) return () => null;
  const { key, cells } = crossMargins(base, population, counted);
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

function weightedNumbers(base: AnswerBase, raked: RakedCells): WeightedNumbers {
  const { index, raking, trimming, cells } = raked;
  const display = mayShowWeighted(base, cells) ? displayIn(base) : nothingShown;
  const unweighted = overallOf(base, addTallies(cells.map(({ tally }) => tally)));
  const isMain = base.method.unitAggregation.rule === 'pooled';
  const parts = elementParts(base.forms.at(-1)!);
  return {
    unweighted: toFigure(unweighted, isMain ? displayIn(base) : display),
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
