import { visibleItems } from '../../../server/domain/visibility.js';
import { answersOf, begin, type FillIn } from '../form/fill-in.js';
import type { Setup } from '../form/page-data.js';

/** One person's way through the questions. It lives in memory alone and is let go at the end. */
export interface Visit {
  fillIn: FillIn;
  itemId: string;
}

export function beginVisit(setup: Setup): Visit {
  const fillIn = begin();
  return { fillIn, itemId: visibleItems(setup.questionnaire, {})[0]!.id };
}

/** Where the person stands among the questions that are asked, given the answers so far. */
export function standing(
  setup: Setup,
  visit: Visit,
): { number: number; count: number; next: string | null; back: string | null } {
  const ids = visibleItems(setup.questionnaire, answersOf(setup, visit.fillIn)).map(({ id }) => id);
  const index = ids.indexOf(visit.itemId);
  return {
    number: index + 1,
    count: ids.length,
    next: ids[index + 1] ?? null,
    back: ids[index - 1] ?? null,
  };
}

export const hasAnswered = (setup: Setup, visit: Visit): boolean =>
  Object.keys(answersOf(setup, visit.fillIn)).length > 0;
