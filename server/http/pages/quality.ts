import { Type } from '@sinclair/typebox';
import type { Catalogue } from '../../domain/catalogue.js';
import { parsePeriod } from '../../domain/period.js';
import { mayConfirm } from '../../domain/proposal.js';
import { qualityRules, unitRule, type QualityRule } from '../../domain/quality-flags.js';
import { versionName, type Text } from '../../domain/questionnaire.js';
import { defaultPeriod, periodChoices } from '../../services/period-choices.js';
import { CASES_A_PAGE, type QualityCase } from '../../services/quality.js';
import { page, seeOther } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { periodId } from '../schemas.js';
import { oneOf } from './one-of.js';

const PAGES_MAX = 10_000;
const responseId = Type.String({ pattern: '^[0-9a-f-]{36}$' });
const period = { period: periodId };

export const qualityUrl = (of: string, number = 1): string =>
  `/quality?${new URLSearchParams({ period: of, ...(number > 1 && { page: String(number) }) })}`;

/** The words of a rule where its id is the reason; a reviewer's own words otherwise. */
function reasonText(reason: string): Text {
  const named: Readonly<Record<string, QualityRule | undefined>> = qualityRules;
  return named[reason]?.text ?? { vi: reason, en: reason };
}

/** Names of accounts by id. */
type Names = ReadonlyMap<string, string>;

/** A case as the page shows it: how the answer came about, never what was answered. */
function caseView(catalogue: Pick<Catalogue, 'units' | 'questionnaires'>, account: string, names: Names) {
  const nameOf = (id: string | null = null): string | null => (id === null ? null : (names.get(id) ?? id));
  return ({ response, rules, isLeftOut, proposal, decision }: QualityCase) => ({
    id: response.id,
    unit: catalogue.units.get(response.unitCode)?.name ?? null,
    form: catalogue.questionnaires.get(versionName(response.questionnaire))?.title ?? null,
    channelKey: `official.channel.${response.channel}`,
    desk: response.desk,
    receivedAt: response.receivedAt,
    seconds: response.paradata.seconds,
    rules: rules.map(({ text }) => text),
    isLeftOut,
    proposal,
    isExclusion: proposal?.kind === 'excluded',
    proposedBy: nameOf((proposal ?? decision)?.proposedBy),
    confirmedBy: nameOf(decision?.by),
    isMine: proposal !== null && !mayConfirm(proposal, account),
    decision,
    reason: decision && reasonText(decision.reason),
  });
}

export const qualityDesk = defineRoute({
  method: 'get',
  path: '/quality',
  summary: 'Responses whose quality two persons decide about, with the rules they raised',
  access: 'review',
  query: Type.Object({
    period: Type.Optional(periodId),
    page: Type.Integer({ minimum: 1, maximum: PAGES_MAX, default: 1 }),
  }),
  reply: { 200: 'text/html' },
  problems: ['period-invalid'],
  async handle({ query, visitor }, { quality, qualitySigns, rootUnit, accountDesk, catalogue, now }) {
    const at = now();
    const chosen = parsePeriod(query.period ?? defaultPeriod(at).id);
    const { open, openTotal, proposed, excluded, excludedTotal } = await quality.desk(chosen.id, query.page);
    const names = new Map((await accountDesk.list()).map(({ id, name }) => [id, name]));
    const show = caseView(catalogue, visitor.account!.id, names);
    const pages = Math.max(1, Math.ceil(openTotal / CASES_A_PAGE));
    const { compared, far } = (await qualitySigns.of(chosen.id, rootUnit)).gaps;
    return page('quality', {
      gaps: { compared, far, rule: unitRule.text },
      period: { id: chosen.id, label: chosen.label },
      choices: periodChoices(at),
      open: open.map(show),
      openTotal,
      proposed: proposed.map(show),
      excluded: excluded.map(show),
      excludedTotal,
      current: query.page,
      pages,
      previous: query.page > 1 ? qualityUrl(chosen.id, query.page - 1) : null,
      next: query.page < pages ? qualityUrl(chosen.id, query.page + 1) : null,
    });
  },
});

export const proposeDecision = defineRoute({
  method: 'post',
  path: '/quality/propose',
  summary: 'Proposes to leave out a flagged response, or to let it count',
  access: 'review',
  form: Type.Object({
    ...period,
    id: responseId,
    kind: oneOf(['excluded', 'readmitted'] as const),
    // Blanks are no reason.
    reason: Type.String({ pattern: '\\S.*\\S.*\\S', maxLength: 300 }),
  }),
  reply: { 303: 'text/html' },
  problems: ['csrf-token-invalid', 'not-found', 'already-decided'],
  async handle({ body, visitor }, { quality }) {
    await quality.propose(body.id, body.kind, body.reason.trim(), visitor.account!.id);
    return seeOther(qualityUrl(body.period));
  },
});

export const confirmDecision = defineRoute({
  method: 'post',
  path: '/quality/confirm',
  summary: 'A second person makes a proposal the decision',
  access: 'review',
  form: Type.Object({ ...period, id: responseId }),
  reply: { 303: 'text/html' },
  problems: ['csrf-token-invalid', 'not-found', 'already-decided', 'second-person-needed'],
  async handle({ body, visitor }, { quality }) {
    await quality.confirm(body.id, visitor.account!.id);
    return seeOther(qualityUrl(body.period));
  },
});

export const declineProposal = defineRoute({
  method: 'post',
  path: '/quality/decline',
  summary: 'Drops a proposal, so that the case is open again',
  access: 'review',
  form: Type.Object({ ...period, id: responseId }),
  reply: { 303: 'text/html' },
  problems: ['csrf-token-invalid', 'not-found'],
  async handle({ body }, { quality }) {
    await quality.decline(body.id);
    return seeOther(qualityUrl(body.period));
  },
});

export const qualityRoutes: AnyRoute[] = [qualityDesk, proposeDecision, confirmDecision, declineProposal];
