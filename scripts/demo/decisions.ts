import { withdrawalId, type Decision } from '../../server/domain/decision.js';
import type { StoredResponse } from '../../server/domain/response.js';
import { randomFrom, type Random } from './random.js';

const DAY_MS = 86_400_000;
/** Share of the forms that were answered too fast and that the reviewers leave out; the others were let pass. */
const EXCLUDED = 0.8;
/** Share of respondents who think better of it. */
const WITHDRAWN = 0.0004;

function decision(
  random: Random,
  response: StoredResponse,
  before: Date,
): Pick<Decision, 'responseId' | 'receivedAt' | 'response'> {
  const { id, unitCode, questionnaire, receivedAt } = response;
  const decidedAt = receivedAt.getTime() + (0.2 + 4 * random.next()) * DAY_MS;
  return {
    responseId: id,
    receivedAt: new Date(Math.min(Math.round(decidedAt), before.getTime() - 1)),
    response: { unitCode, questionnaire, receivedAt },
  };
}

/**
 * What became of a response by review or by its respondent; null for nearly all. Decisions fall before `before`.
 * @param reviewers ids of the two accounts that an exclusion needs: who proposed it and who confirmed it.
 */
export function demoDecision(
  seed: number,
  response: StoredResponse,
  reviewers: { proposedBy: string; by: string },
  before: Date,
): Decision | null {
  const random = randomFrom(seed, 'decision', response.id);
  if (random.chance(WITHDRAWN))
    return {
      ...decision(random, response, before),
      id: withdrawalId(response.id),
      kind: 'withdrawn',
      reason: 'withdrawn',
      by: null,
    };
  if (response.flags.includes('too-fast') && random.chance(EXCLUDED))
    return {
      ...decision(random, response, before),
      id: `${response.id}:demo-review`,
      kind: 'excluded',
      reason: 'too-fast',
      ...reviewers,
    };
  return null;
}
