/** Which items a respondent is asked, given the answers so far. Runs in browsers too: imports types only. */
import type { Answer, Answers, Item, Questionnaire } from './questionnaire.js';

/**
 * Whether the item's own condition holds for these answers. An item without a condition is always visible.
 * It looks one step far; `visibleItems` also hides what hangs on a hidden item.
 */
export function isVisible(item: Item, answers: Answers): boolean {
  if (!item.showIf) return true;
  const { item: id, in: wanted } = item.showIf;
  const held = Object.hasOwn(answers, id) ? answers[id] : undefined;
  return held !== undefined && valuesOf(held).some((value) => wanted.includes(value));
}

/**
 * The items that are asked, in the order of the form. A condition counts only while the item it looks at is itself
 * asked: a left-over answer to a hidden question shows nothing.
 */
export function visibleItems(questionnaire: Questionnaire, answers: Answers): Item[] {
  const asked: Answers = {};
  const visible: Item[] = [];
  for (const part of questionnaire.parts) {
    for (const item of part.items) {
      if (!isVisible(item, asked)) continue;
      visible.push(item);
      const answer = Object.hasOwn(answers, item.id) ? answers[item.id] : undefined;
      if (answer !== undefined) asked[item.id] = answer;
    }
  }
  return visible;
}

/** Conditions name values as text; a level of a rating is compared by its digit. */
function valuesOf(answer: Answer): string[] {
  return Array.isArray(answer) ? answer : [String(answer)];
}
