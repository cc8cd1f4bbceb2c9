import type { Decision } from './decision.js';

/** What somebody proposes to decide about a flagged response; a second person confirms or declines it. */
export interface Proposal {
  responseId: string;
  /** `readmitted` lets the response count, whatever its flags say. */
  kind: 'excluded' | 'readmitted';
  /** Why, in the words of the proposer. */
  reason: string;
  proposedBy: string;
  proposedAt: Date;
  response: Decision['response'];
}

/** Whether this account may confirm: anybody but the one who proposed. */
export function mayConfirm(proposal: Pick<Proposal, 'proposedBy'>, account: string): boolean {
  return proposal.proposedBy !== account;
}

/** The decision that a confirmed proposal becomes. Its id follows from the proposal, so that a repeat is the same one. */
export function confirmedDecision(proposal: Proposal, by: string, at: Date): Decision {
  const { responseId, kind, reason, proposedBy, proposedAt, response } = proposal;
  return {
    id: `${responseId}:${kind}:${proposedAt.getTime()}`,
    responseId,
    kind,
    reason,
    by,
    proposedBy,
    receivedAt: at,
    response,
  };
}
