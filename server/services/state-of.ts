import type { Decision } from '../domain/decision.js';
import { qualityRules, type QualityRule } from '../domain/quality-flags.js';
import type { Questionnaire } from '../domain/questionnaire.js';
import type { StoredResponse } from '../domain/response.js';
import { responseState, type ResponseState } from '../domain/response-state.js';
import { isComplete } from '../domain/valid-response.js';

/** By the id that is stored with a response; a rule that was dropped since has no level any more. */
const rules: Readonly<Record<string, QualityRule | undefined>> = qualityRules;

/** Whether this flag leaves a response out until a person puts it back. */
export function isRejected(flag: string): boolean {
  return rules[flag]?.level === 'reject';
}

/** What becomes of a stored response by its flags, its answers and the decisions about it. */
export function stateOf(
  questionnaire: Questionnaire,
  response: StoredResponse,
  decisions: readonly Decision[],
): ResponseState {
  return responseState({
    decisions,
    rejectedBy: response.flags.filter(isRejected),
    isComplete: isComplete(questionnaire, response.answers),
  });
}
