import type { Answers, Questionnaire } from './questionnaire.js';
import { visibleItems } from './visibility.js';

/** Share of the official criteria that a valid response answers, where a method says nothing else. */
export const MINIMUM_ANSWERED = 0.5;

/** How much of the official part was answered. `share` is 0–1, null for a form without official criteria. */
export interface Completeness {
  asked: number;
  answered: number;
  /** Those among the answered that hold a level and so enter the index. */
  rated: number;
  share: number | null;
}

/** Counts over the official criteria that these answers are asked. "Not used" is an answer: the respondent has read and considered it. */
export function completeness(questionnaire: Questionnaire, answers: Answers): Completeness {
  const official = new Set(questionnaire.parts.filter((part) => part.official).flatMap((part) => part.items));
  const asked = visibleItems(questionnaire, answers)
    .filter((item) => official.has(item))
    .map((item) => item.id);
  const answered = asked.filter((id) => Object.hasOwn(answers, id));
  const rated = answered.filter((id) => answers[id] !== 'na');
  const share = asked.length === 0 ? null : answered.length / asked.length;
  return { asked: asked.length, answered: answered.length, rated: rated.length, share };
}

/**
 * Whether the response may count: at least `minimum` of the official criteria are answered, at least one of them with a
 * level. Otherwise its state is `incomplete`. A form without official criteria has nothing to miss.
 */
export function isComplete(
  questionnaire: Questionnaire,
  answers: Answers,
  minimum = MINIMUM_ANSWERED,
): boolean {
  const { share, rated } = completeness(questionnaire, answers);
  return share === null || (share >= minimum && rated > 0);
}
