import { randomUUID } from 'node:crypto';
import { answerFaults } from '../../domain/answer-faults.js';
import { answerIds } from '../../domain/answers.js';
import type { Language, Part } from '../../domain/questionnaire.js';
import { Problem, type Fault } from '../../problem.js';
import type { OpenCollector } from '../../services/collectors.js';
import type { Services } from '../../services/services.js';
import { page, type Reply } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';
import { collectorParams } from '../routes/responses.js';
import { placeOf, placeQuery } from './place.js';
import { readState, submissionOf, surveyForm, type SurveyState } from './survey-state.js';
import { partPageView, startView, summaryView, type PartNotes } from './survey-views.js';

export const surveyStart = defineRoute({
  method: 'get',
  path: '/s/:collectorId',
  summary: 'First screen of the survey; the rest follows by posted pages, or by the script of this page',
  access: 'public',
  params: collectorParams,
  query: placeQuery,
  reply: { 200: 'text/html' },
  problems: ['collector-not-found', 'collector-closed'],
  handle: async ({ params, query }, { collectors, catalogue }) => {
    const open = await collectors.open(params.collectorId);
    const place = placeOf(query, catalogue);
    const state = { id: randomUUID(), startedAt: null, ...place, answers: {}, consentSensitive: false };
    return page('survey-start', startView(open, catalogue, state));
  },
});

/** What was wrong with the answers of one page, whatever else is answered. */
function faultsOn(part: Part | undefined, open: OpenCollector, state: SurveyState): Fault[] {
  const places = new Set(part?.items.flatMap(answerIds).map((id) => `/answers/${id}`));
  const faults = answerFaults(open.questionnaire, state.answers, state.consentSensitive);
  return faults.filter(({ pointer }) => places.has(pointer));
}

/** The browser's own "back" shows a posted page again only if it may keep it; no proxy may. */
const kept = (reply: Reply): Reply => ({ ...reply, headers: { 'Cache-Control': 'private, no-cache' } });

/** The page a step is shown on. */
function show(
  step: string,
  open: OpenCollector,
  { catalogue }: Services,
  state: SurveyState,
  notes: PartNotes = {},
): Reply {
  if (step === 'start') return page('survey-start', startView(open, catalogue, state));
  if (step === 'summary') return kept(page('survey-summary', summaryView(open, catalogue, state)));
  const part = open.questionnaire.parts.find(({ id }) => id === step);
  if (!part) throw new Problem('malformed-request', 'no such page of the form');
  const view = partPageView(open, catalogue, state, part, notes);
  return kept(page('survey-part', view, view.hasFaults ? 422 : 200));
}

/** Hands the answers in; what does not fit leads back to its page. */
async function hand(
  open: OpenCollector,
  services: Services,
  state: SurveyState,
  language: Language,
): Promise<Reply> {
  const { questionnaire, collector, unit } = open;
  const submission = submissionOf(questionnaire, state, language, services.now());
  try {
    const { receipt, isNew } = await services.submissions.accept(collector.id, submission);
    return page('thanks', { receipt, unit: unit.name, collectorId: collector.id }, isNew ? 201 : 200);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'answers-do-not-fit') throw error;
    const part = questionnaire.parts.find((one) => faultsOn(one, open, state).length > 0);
    if (!part) throw error;
    return show(part.id, open, services, state, { faults: error.faults, toSummary: true });
  }
}

export const surveyStep = defineRoute({
  method: 'post',
  path: '/s/:collectorId',
  summary: 'Next, former or last page of the survey, for browsers without scripts',
  access: 'public',
  crossSite: true,
  limit: 'submission',
  params: collectorParams,
  form: surveyForm,
  reply: { 200: 'text/html', 201: 'text/html', 422: 'text/html' },
  problems: ['collector-not-found', 'collector-closed', 'malformed-request', 'response-differs'],
  handle: async ({ params, body, language }, services) => {
    // Not `open`: whoever began in time may finish; `accept` decides by the time of the beginning.
    const open = await services.collectors.find(params.collectorId);
    const read = readState(open.questionnaire, body);
    const { _step: step, _go: go } = body;
    const steps = ['start', ...open.questionnaire.parts.map(({ id }) => id), 'summary'];
    const at = steps.indexOf(step);
    if (at < 0) throw new Problem('malformed-request', 'no such page of the form');
    if (go === 'stay') return show(step, open, services, read);

    const state = { ...read, startedAt: read.startedAt ?? services.now() };
    if (go === 'send') return hand(open, services, state, language);
    if (go === 'back') return show(steps[Math.max(at - 1, 0)]!, open, services, state);
    if (go.startsWith('part:'))
      return show(go.slice('part:'.length), open, services, state, { toSummary: step === 'summary' });

    const part = open.questionnaire.parts.find(({ id }) => id === step);
    const faults = faultsOn(part, open, state);
    if (faults.length > 0) return show(step, open, services, state, { faults, toSummary: go === 'check' });
    return show(go === 'check' ? 'summary' : (steps[at + 1] ?? 'summary'), open, services, state);
  },
});

export const surveyPages: AnyRoute[] = [surveyStart, surveyStep];
