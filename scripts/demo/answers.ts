import {
  type Answers,
  type Item,
  type Language,
  type Part,
  type Questionnaire,
} from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import { isVisible } from '../../server/domain/visibility.js';
import { multiAnswer, singleAnswer } from './choice-answer.js';
import type { Random } from './random.js';
import { ratingAnswer } from './rating-answer.js';
import { remark } from './remarks.js';
import type { Respondent } from './respondent.js';

/** The answer or answers of one shown item; empty when it stays blank. */
function answerItem(
  random: Random,
  respondent: Respondent,
  context: { questionnaire: Questionnaire; channel: Channel; language: Language },
  part: Part,
  item: Item,
): Answers {
  const rating = (id: string, scale: string): Answers => ({
    [id]: ratingAnswer(
      random,
      respondent,
      id,
      part.kind,
      (context.questionnaire.scales[scale]?.notUsed ?? null) !== null,
    ),
  });
  switch (item.type) {
    case 'rating':
      return rating(item.id, item.scale);
    case 'grid':
      return Object.assign({}, ...item.rows.map((row) => rating(row.id, item.scale)));
    case 'single':
      return { [item.id]: singleAnswer(random, respondent, item) };
    case 'multi':
      return { [item.id]: multiAnswer(random, respondent, item) };
    case 'text': {
      const text = remark(random, respondent, context.channel, context.language);
      return text === undefined ? {} : { [item.id]: text };
    }
  }
}

/** Chance that somebody passes over a question: rises towards the end, and is higher for questions about oneself. */
function blankChance(respondent: Respondent, part: Part, progress: number): number {
  return respondent.style.skips * (0.5 + 1.5 * progress) * (part.kind === 'demographics' ? 4 : 1);
}

/** A whole form as this respondent fills it in, in the order of its questions. */
export function drawAnswers(
  random: Random,
  respondent: Respondent,
  context: { questionnaire: Questionnaire; channel: Channel; language: Language },
): Answers {
  const { parts } = context.questionnaire;
  const { style } = respondent;
  const total = parts.reduce((sum, part) => sum + part.items.length, 0);
  const answers: Answers = {};
  let asked = 0;
  for (const part of parts)
    for (const item of part.items) {
      const progress = asked++ / total;
      if (progress >= style.stopsAfter) return answers;
      if (!isVisible(item, answers) || (item.sensitive && !style.agreesToSensitive)) continue;
      if (style.sameLevel === null && random.chance(blankChance(respondent, part, progress))) continue;
      Object.assign(answers, answerItem(random, respondent, context, part, item));
    }
  return answers;
}
