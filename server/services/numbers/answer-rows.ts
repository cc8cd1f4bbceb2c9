import type { Option, SingleItem } from '../../domain/questionnaire.js';
import type { Figure } from '../../domain/report-model.js';
import type { AnswerBase } from './answer-base.js';
import { overallOf, type CountBy } from './breakdown.js';
import { toFigures } from './figure.js';
import { displayIn } from './hidden-in-tree.js';

export interface AnswerRow {
  option: Option;
  /** Index of those who gave this answer. */
  figure: Figure;
}

/** A question with one answer out of several, as the newest form asks it; null where no form of the base does. */
export function singleItem({ forms, book }: AnswerBase, id: string): SingleItem | null {
  const isAsked = forms.some(({ parts }) => parts.some(({ items }) => items.some((item) => item.id === id)));
  const item = isAsked ? book.items.get(id) : undefined;
  return item?.type === 'single' ? item : null;
}

/** The index of those who gave each answer to a question, in the order of the form. */
export function answerRows(base: AnswerBase, item: SingleItem, count: CountBy): () => AnswerRow[] {
  const key = base.table.choices[item.id] ?? new Uint8Array(base.table.rows);
  const tallies = count(base.counted, key, item.options.length + 1);
  return () => {
    const [silent, ...answered] = tallies().map((counts) => overallOf(base, counts));
    const figures = toFigures(answered, displayIn(base), { rest: silent!.n });
    return item.options.map((option, at) => ({ option, figure: figures[at]! }));
  };
}
