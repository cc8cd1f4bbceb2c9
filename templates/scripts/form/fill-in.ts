import { answersFromForm, fieldsOf } from '../../../server/domain/answers.js';
import type { Answers, Language } from '../../../server/domain/questionnaire.js';
import type { Setup } from './page-data.js';

/** Field names and what stands in them, as a form would post them. */
export type FilledFields = Record<string, string | string[]>;

/** One person filling in one form on this device. */
export interface FillIn {
  /** UUID of the response, made before the first question; every retry carries it. */
  id: string;
  /** When the person agreed and began. */
  startedAt: string;
  fields: FilledFields;
}

/** A UUID also where `crypto.randomUUID` is missing: older browsers, and tablets that reach the server by plain http. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const begin = (): FillIn => ({ id: newId(), startedAt: new Date().toISOString(), fields: {} });

export const hasConsent = ({ fields }: FillIn): boolean => fields['sensitiveConsent'] === 'yes';

export function answersOf({ questionnaire }: Setup, fillIn: FillIn): Answers {
  return answersFromForm(questionnaire, fillIn.fields, hasConsent(fillIn));
}

/** Takes over what stands in `form`; names that the form shows but leaves blank are forgotten. */
export function takeFields(fillIn: FillIn, form: HTMLFormElement): void {
  for (const element of form.elements) {
    const { name } = element as HTMLInputElement;
    if (name !== '') delete fillIn.fields[name];
  }
  Object.assign(fillIn.fields, fieldsOf(new FormData(form)));
}

/** Puts what was answered before into the fields below `root`. */
export function showFields(fillIn: FillIn, root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    const held = [fillIn.fields[field.name] ?? []].flat();
    if (field instanceof HTMLTextAreaElement) field.value = held.join('\n');
    else field.checked = held.includes(field.value);
  }
}

/** The body of `POST /api/v1/collectors/:id/responses`. */
export function submissionOf(setup: Setup, fillIn: FillIn, language: Language): object {
  const { id, startedAt } = fillIn;
  const seconds = Math.round((Date.now() - Date.parse(startedAt)) / 1000);
  return {
    id,
    answers: answersOf(setup, fillIn),
    language,
    desk: setup.desk,
    procedure: setup.procedure,
    consent: { text: setup.consentText, givenAt: startedAt, sensitive: hasConsent(fillIn) },
    paradata: { startedAt, seconds: Math.min(Math.max(seconds, 0), 864_000) },
  };
}
