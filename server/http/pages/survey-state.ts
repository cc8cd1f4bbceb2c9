import { consentText } from '../../domain/consent-text.js';
import { Type, type Static } from '@sinclair/typebox';
import { answerIds, answersFromForm } from '../../domain/answers.js';
import { type Answers, type Language, type Part, type Questionnaire } from '../../domain/questionnaire.js';
import { Problem } from '../../problem.js';
import type { Submission } from '../../services/submissions.js';
import { deskName, procedureCode } from '../routes/responses.js';

/**
 * A page of the survey as posted. Everything travels in the form, so that no session has to exist: fields of the page
 * itself begin with an underscore, which no item id does; all others are answers.
 */
export const surveyForm = Type.Intersect([
  Type.Object({
    _id: Type.String({ format: 'uuid', maxLength: 36 }),
    _startedAt: Type.Optional(Type.String({ format: 'date-time', maxLength: 35 })),
    _step: Type.String({ maxLength: 60 }),
    _go: Type.String({ maxLength: 60 }),
    _desk: Type.Optional(deskName),
    _procedure: Type.Optional(procedureCode),
  }),
  Type.Record(
    Type.String(),
    Type.Union([Type.String({ maxLength: 8000 }), Type.Array(Type.String(), { maxItems: 60 })]),
  ),
]);

/** What a survey knows so far. */
export interface SurveyState {
  id: string;
  /** When the respondent agreed and began; null on the first screen. */
  startedAt: Date | null;
  desk: string | null;
  procedure: string | null;
  answers: Answers;
  consentSensitive: boolean;
}

export interface HiddenField {
  name: string;
  value: string;
}

/** The state that a posted page carries. */
export function readState(questionnaire: Questionnaire, form: Static<typeof surveyForm>): SurveyState {
  const consentSensitive = form['sensitiveConsent'] === 'yes';
  return {
    id: form._id.toLowerCase(),
    startedAt: form._startedAt === undefined ? null : new Date(form._startedAt),
    desk: form._desk ?? null,
    procedure: form._procedure ?? null,
    answers: answersFromForm(questionnaire, form, consentSensitive),
    consentSensitive,
  };
}

/** The state as hidden fields beside the questions of `shown`, whose answers the page's own fields carry. */
export function hiddenFields(state: SurveyState, shown: Part | null): HiddenField[] {
  const visible = new Set(shown?.items.flatMap(answerIds) ?? []);
  const hasConsentBox = shown?.items.some((item) => item.sensitive) ?? false;
  const facts: [string, string | null | undefined][] = [
    ['_id', state.id],
    ['_startedAt', state.startedAt?.toISOString()],
    ['_desk', state.desk],
    ['_procedure', state.procedure],
    ['sensitiveConsent', state.consentSensitive && !hasConsentBox ? 'yes' : null],
  ];
  const answers = Object.entries(state.answers)
    .filter(([id]) => !visible.has(id))
    .flatMap(([id, answer]) => [answer].flat().map((value): [string, string] => [id, String(value)]));
  return [...facts, ...answers].flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

const LONGEST = 864_000;

/** The state as it is handed in. @throws Problem malformed-request when the respondent never agreed to begin. */
export function submissionOf(
  questionnaire: Questionnaire,
  state: SurveyState,
  language: Language,
  now: Date,
): Submission {
  const { id, startedAt, desk, procedure, answers, consentSensitive } = state;
  if (startedAt === null) throw new Problem('malformed-request', 'the survey was not begun');
  const seconds = Math.round((now.getTime() - startedAt.getTime()) / 1000);
  return {
    id,
    answers,
    language,
    procedure,
    desk,
    consent: { text: consentText(questionnaire), givenAt: startedAt, sensitive: consentSensitive },
    paradata: { startedAt, seconds: Math.min(Math.max(seconds, 0), LONGEST) },
  };
}
