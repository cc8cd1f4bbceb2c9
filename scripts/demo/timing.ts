import type { Answers } from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import type { Random } from './random.js';
import type { Respondent } from './respondent.js';

/** Median seconds for one question. Paper is the clerk's typing, interviews are read aloud. */
const secondsAQuestion: Record<Channel, number> = {
  kiosk: 5.4,
  qr: 5,
  web: 6.2,
  token: 6.2,
  paper: 3.8,
  phone: 11,
  interview: 12,
  import: 6,
};

/** Whole seconds from the first question to sending. */
export function drawSeconds(
  random: Random,
  respondent: Respondent,
  channel: Channel,
  answers: Answers,
): number {
  const { person, style } = respondent;
  const questions = Object.keys(answers).length;
  if (style.hasty) return Math.max(2, Math.round(questions * (0.4 + random.next())));
  const age = person.age === 'o60' ? 1.4 : person.age === '50_60' ? 1.15 : 1;
  const typed = Object.values(answers).reduce<number>(
    (sum, answer) => sum + (typeof answer === 'string' && answer.length > 20 ? answer.length / 3 : 0),
    0,
  );
  return Math.round(
    8 + typed + questions * secondsAQuestion[channel] * age * Math.exp(random.normal(0, 0.28)),
  );
}

/** Seconds between sending and arrival; a kiosk without network keeps its answers for a while. */
export function drawDelay(random: Random, channel: Channel): number {
  return channel === 'kiosk' && random.chance(0.012) ? 600 + random.integer(3000) : 1;
}
