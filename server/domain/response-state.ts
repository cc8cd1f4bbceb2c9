import type { DecisionState } from './answer-block.js';
import { standingDecision, type Decision } from './decision.js';

/** Whether a response counts, and why not. `reason`: one of `plainReasons`, a quality rule's id, or null when it counts. */
export interface ResponseState {
  state: DecisionState;
  reason: string | null;
}

/**
 * What becomes of a response: the respondent's withdrawal first, then a reviewer's word (which may also put a flagged
 * response back), then rules of level "reject", then whether enough was answered.
 */
export function responseState(facts: {
  decisions: readonly Decision[];
  /** Ids of the rules of level "reject" that it raised. */
  rejectedBy: readonly string[];
  /** Enough official items were answered (`validResponse`). */
  isComplete: boolean;
}): ResponseState {
  const standing = standingDecision(facts.decisions);
  if (standing?.kind === 'withdrawn') return { state: 'withdrawn', reason: 'withdrawn' };
  if (standing?.kind === 'excluded') return { state: 'excluded', reason: 'reviewer' };
  const [rule] = facts.rejectedBy;
  if (standing === null && rule !== undefined) return { state: 'excluded', reason: rule };
  return facts.isComplete
    ? { state: 'counted', reason: null }
    : { state: 'incomplete', reason: 'incomplete' };
}
