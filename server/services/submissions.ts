import type { Answers, Language } from '../domain/questionnaire.js';

/** What a citizen's page, a kiosk or an import sends: the body of `POST /api/v1/collectors/:id/responses`. */
export interface Submission {
  /** UUID made before the first question; retries carry the same. */
  id: string;
  answers: Answers;
  language: Language;
  procedure: string | null;
  desk: string | null;
  consent: { text: string; givenAt: Date; sensitive: boolean };
  paradata: { startedAt: Date; seconds: number };
}

/** What the respondent gets back. */
export interface Receipt {
  responseId: string;
  /** `XXXX-XXXX-XXXX`: to withdraw the answer or to follow it up. */
  code: string;
  receivedAt: Date;
}

export interface Submissions {
  /**
   * Stores a response once. `isNew` is false when the same id with the same content was stored before.
   * @throws Problem collector-not-found, collector-closed, answers-do-not-fit, response-differs.
   */
  accept(collectorId: string, submission: Submission): Promise<{ receipt: Receipt; isNew: boolean }>;
  /** What became of the answer with this code. @throws Problem not-found. */
  lookUp(code: string): Promise<{ receipt: Receipt; unitCode: string; withdrawn: boolean }>;
  /** The respondent takes the answer back: a decision record, nothing is deleted. Repeating it changes nothing. @throws Problem not-found. */
  withdraw(code: string): Promise<void>;
}
