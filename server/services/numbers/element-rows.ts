import { criteriaOf, elementParts } from '../../domain/index-structure.js';
import { monthsOf } from '../../domain/period.js';
import type { CriterionRow, ElementRow } from '../../domain/report-model.js';
import type { CriterionEstimate, IndexEstimate } from '../../satisfaction/estimate.js';
import type { AnswerBase } from './answer-base.js';
import { toChange, toFigure } from './figure.js';
import { displayIn } from './hidden-in-tree.js';

/** Every element with its criteria, in the order and the words of the newest form. `before`: null where not compared. */
export function elementRows(
  base: AnswerBase,
  current: IndexEstimate,
  before: IndexEstimate | null,
): ElementRow[] {
  const display = displayIn(base);
  const displayBefore = displayIn(base, monthsOf(base.previous));
  const form = base.forms.at(-1);
  if (!form) return [];
  return elementParts(form).map((part) => {
    const estimate = current.elements.find(({ id }) => id === part.id)!.estimate;
    const earlier = before?.elements.find(({ id }) => id === part.id)?.estimate ?? null;
    return {
      id: part.id,
      code: part.code ?? part.id,
      title: part.title,
      figure: toFigure(estimate, display),
      previous: earlier && toFigure(earlier, displayBefore),
      change: toChange([estimate, display], [earlier, displayBefore]),
      criteria: criteriaOf(part).map(({ id, item }): CriterionRow => {
        const criterion = current.criteria.find((each) => each.id === id)!;
        const row = item.type === 'grid' ? item.rows.find((each) => each.id === id) : undefined;
        const { code, text, src } = item;
        return { id, code: row ? `${code}.${id}` : code, text: row?.text ?? text, src, ...shown(criterion) };
      }),
    };
  });

  function shown({ estimate, counts, notUsed, blank }: CriterionEstimate) {
    const figure = toFigure(estimate, display);
    return { figure, counts: figure.value === null ? null : counts, notUsed, blank };
  }
}
