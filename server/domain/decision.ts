/** A decision about a response: its own record, because a response is never changed. */
export interface Decision {
  /** `withdrawalId` for a withdrawal, so that it can be repeated; otherwise chosen by whoever decides. */
  id: string;
  responseId: string;
  /** `withdrawn` is the respondent's word and final; of the other two the latest one stands. */
  kind: 'withdrawn' | 'excluded' | 'readmitted';
  /** Why: the id of a quality rule, or the words of the reviewer. */
  reason: string;
  /** Account that decided, which for a reviewer's decision is the one that confirmed it; null: the respondent. */
  by: string | null;
  /** Account that proposed it: another one. Absent where nobody had to propose. */
  proposedBy?: string;
  receivedAt: Date;
  /** Where the response counts, so that its answer block can be found from the decision alone. */
  response: { unitCode: string; questionnaire: { id: string; version: number }; receivedAt: Date };
}

/** One withdrawal a response: repeating it is the same decision. */
export function withdrawalId(responseId: string): string {
  return `${responseId}:withdrawn`;
}

/**
 * The decision that stands among those about one response; null when there is none.
 * A withdrawal outweighs everything; otherwise the latest, and of two at the same moment the one with the greater id.
 */
export function standingDecision(decisions: readonly Decision[]): Decision | null {
  let standing: Decision | null = null;
  for (const decision of decisions)
    if (standing === null || outweighs(decision, standing)) standing = decision;
  return standing;
}

function outweighs(decision: Decision, standing: Decision): boolean {
  const final = Number(decision.kind === 'withdrawn') - Number(standing.kind === 'withdrawn');
  if (final !== 0) return final > 0;
  const later = decision.receivedAt.getTime() - standing.receivedAt.getTime();
  return later > 0 || (later === 0 && decision.id > standing.id);
}
