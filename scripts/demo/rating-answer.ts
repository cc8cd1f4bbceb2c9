import type { Answer, PartKind } from '../../server/domain/questionnaire.js';
import { aspectOf, itemEase } from './aspects.js';
import { levelOf } from './level-of.js';
import type { Random } from './random.js';
import type { Respondent } from './respondent.js';

/** What a single answer adds by chance, on the latent scale. */
const ANSWER_NOISE = 0.7;

/** Questions that many cannot answer, with the chance of "not used" where it differs from the usual 1 %. */
const notUsed: Readonly<Record<string, number>> = {
  a3: 0.02,
  a4: 0.04,
  b4: 0.08,
  s2_4: 0.07,
  e1: 0.04,
  s5_1: 0.08,
  bt3: 0.3,
  ld2: 0.35,
};
/** Only who gave feedback can say how it was handled. */
const aboutFeedback: Readonly<Record<string, number>> = {
  e2: 0.2,
  e3: 0.32,
  e4: 0.36,
  s5_2: 0.3,
  s5_3: 0.36,
};

function notUsedChance(itemId: string, { style, encounter }: Respondent): number {
  const feedback = aboutFeedback[itemId];
  if (feedback !== undefined) return style.gaveFeedback ? 0.03 : feedback;
  if (encounter.result === 'pending' && aspectOf(itemId) === 'result') return 0.6;
  return notUsed[itemId] ?? (aspectOf(itemId) === 'policy' ? 0.06 : 0.01);
}

/** Expectations and interest are rated higher than services, and say little about the agency. */
const otherMeans: Partial<Record<PartKind, number>> = { expectations: 0.35, perceptions: -0.45 };

/** A level 1…5, or `'na'` where the scale offers it. */
export function ratingAnswer(
  random: Random,
  respondent: Respondent,
  itemId: string,
  kind: PartKind,
  offersNotUsed: boolean,
): Answer {
  const { style, satisfaction } = respondent;
  if (style.sameLevel !== null) return style.sameLevel;
  const other = otherMeans[kind];
  if (other !== undefined) return levelOf(other + 0.4 * style.mood.other + random.normal(0, 1));
  const latent = satisfaction[aspectOf(itemId)] + (itemEase[itemId] ?? 0) + random.normal(0, ANSWER_NOISE);
  return offersNotUsed && random.chance(notUsedChance(itemId, respondent)) ? 'na' : levelOf(latent);
}
