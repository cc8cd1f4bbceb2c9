import { standingDecision, type Decision } from '../domain/decision.js';
import { parsePeriod } from '../domain/period.js';
import { confirmedDecision, mayConfirm, type Proposal } from '../domain/proposal.js';
import { qualityRules, type QualityRule } from '../domain/quality-flags.js';
import { Problem } from '../problem.js';
import type { DecisionStore } from '../store/decisions.js';
import type { FlaggedResponse, FlaggedResponses } from '../store/flagged-responses.js';
import type { OpenProposal, ProposalStore } from '../store/proposals.js';
import { isRejected } from './state-of.js';

/** A flagged response that waits for people. */
export interface QualityCase {
  response: FlaggedResponse;
  /** The rules of level `review` or `reject` that it raised, with their wording. */
  rules: (QualityRule & { id: string })[];
  /** A rule leaves it out until somebody readmits it. */
  isLeftOut: boolean;
  /** null: nobody has proposed anything yet. */
  proposal: OpenProposal | null;
  /** What was decided; null for a case that waits for its first decision. */
  decision: Decision | null;
}

export interface QualityDesk {
  /** Cases of the period that wait for a proposal, newest first, one page of them. */
  open: QualityCase[];
  /** All cases of the period that wait for a proposal. */
  openTotal: number;
  /** Cases that wait for the second person, oldest proposal first. */
  proposed: QualityCase[];
  /** Left out by people and not withdrawn, the latest decisions first, at most one page: somebody may put them back. */
  excluded: QualityCase[];
  excludedTotal: number;
}

export interface Quality {
  /** What waits in a period; `page` counts from 1. @throws Problem period-invalid. */
  desk(period: string, page: number): Promise<QualityDesk>;
  /**
   * Only about a flagged response, and only what was not decided already.
   * @throws Problem not-found, already-decided (also: it was withdrawn, or somebody has proposed something).
   */
  propose(responseId: string, kind: Proposal['kind'], reason: string, by: string): Promise<void>;
  /**
   * Makes the proposal a decision. Repeating it changes nothing.
   * @throws Problem second-person-needed for the proposer, not-found when there is no proposal, already-decided when
   *   another person is confirming it.
   */
  confirm(responseId: string, by: string): Promise<void>;
  /** Drops a proposal; the proposer may, too, to take it back. @throws Problem not-found. */
  decline(responseId: string): Promise<void>;
}

/** Cases on one page. */
export const CASES_A_PAGE = 25;

const rules: Readonly<Record<string, QualityRule | undefined>> = qualityRules;
/** Rules that people look at; `info` is only counted. */
const reviewed = Object.entries(qualityRules).flatMap(([id, { level }]) => (level === 'info' ? [] : [id]));

export function qualityService(deps: {
  flagged: FlaggedResponses;
  decisions: DecisionStore;
  proposals: ProposalStore;
  now: () => Date;
}): Quality {
  const { flagged, decisions, proposals, now } = deps;

  /** The decision that stands about each response of this stretch of time. */
  async function standingIn(from: Date, to: Date): Promise<Map<string, Decision>> {
    const standing = new Map<string, Decision>();
    for await (const decision of decisions.stream({ responseFrom: from, responseTo: to })) {
      const before = standing.get(decision.responseId);
      standing.set(decision.responseId, standingDecision(before ? [before, decision] : [decision])!);
    }
    return standing;
  }

  async function caseFor(responseId: string, more: Partial<QualityCase>): Promise<QualityCase[]> {
    const response = await flagged.find(responseId);
    return response ? [{ ...caseOf(response), ...more }] : [];
  }

  return {
    async desk(period, page) {
      const { from, to } = parsePeriod(period);
      const standing = await standingIn(from, to);
      const waiting = new Map((await proposals.list(from, to)).map((each) => [each.responseId, each]));
      const first = (page - 1) * CASES_A_PAGE;
      const desk: QualityDesk = { open: [], openTotal: 0, proposed: [], excluded: [], excludedTotal: 0 };
      for await (const response of flagged.stream(reviewed, from, to)) {
        if (standing.has(response.id) || waiting.has(response.id)) continue;
        if (desk.openTotal >= first && desk.open.length < CASES_A_PAGE) desk.open.push(caseOf(response));
        desk.openTotal += 1;
      }
      for (const proposal of waiting.values())
        desk.proposed.push(...(await caseFor(proposal.responseId, { proposal })));
      const excluded = [...standing.values()]
        .filter(({ kind, responseId }) => kind === 'excluded' && !waiting.has(responseId))
        .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime());
      desk.excludedTotal = excluded.length;
      for (const decision of excluded.slice(0, CASES_A_PAGE))
        desk.excluded.push(...(await caseFor(decision.responseId, { decision })));
      return desk;
    },
    async propose(responseId, kind, reason, by) {
      const response = await flagged.find(responseId);
      if (!response || reviewRules(response).length === 0) throw new Problem('not-found');
      const standing = standingDecision(await decisions.about(responseId));
      if (standing?.kind === 'withdrawn' || standing?.kind === kind) throw new Problem('already-decided');
      const { unitCode, questionnaire, receivedAt } = response;
      const proposal: Proposal = {
        responseId,
        kind,
        reason,
        proposedBy: by,
        proposedAt: now(),
        response: { unitCode, questionnaire, receivedAt },
      };
      if (!(await proposals.insert(proposal))) throw new Problem('already-decided');
    },
    async confirm(responseId, by) {
      const proposal = await proposals.find(responseId);
      if (!proposal) return notFoundUnless(await decisions.about(responseId), by);
      if (!mayConfirm(proposal, by)) throw new Problem('second-person-needed');
      const claimed = await proposals.claim(responseId, by);
      if (!claimed) throw new Problem('already-decided');
      await decisions.insert(confirmedDecision(claimed, by, now()));
      await proposals.settle(responseId);
    },
    async decline(responseId) {
      if (!(await proposals.decline(responseId))) throw new Problem('not-found');
    },
  };
}

/** A confirmation that is repeated after it was done is no fault. */
function notFoundUnless(about: readonly Decision[], by: string): void {
  if (!about.some((decision) => decision.by === by && decision.proposedBy !== undefined))
    throw new Problem('not-found');
}

function reviewRules({ flags }: FlaggedResponse): QualityCase['rules'] {
  return flags.flatMap((id) => {
    const rule = rules[id];
    return rule && rule.level !== 'info' ? [{ id, ...rule }] : [];
  });
}

function caseOf(response: FlaggedResponse): QualityCase {
  const isLeftOut = response.flags.some(isRejected);
  return { response, rules: reviewRules(response), isLeftOut, proposal: null, decision: null };
}
