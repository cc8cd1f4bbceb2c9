import type { Answers, Language } from './questionnaire.js';

export const channels = ['kiosk', 'qr', 'web', 'token', 'paper', 'phone', 'interview', 'import'] as const;
/** How an answer reached us. */
export type Channel = (typeof channels)[number];

/**
 * Where and how answers are collected: one questionnaire version × unit × channel × time.
 * `randomSample` is true only for respondents drawn from a frame; all others chose themselves.
 */
export interface Collector {
  id: string;
  questionnaire: { id: string; version: number };
  unitCode: string;
  channel: Channel;
  randomSample: boolean;
  opensAt: Date;
  closesAt: Date | null;
}

/** What the page observed of the answering, never of the person. Durations in seconds. */
export interface Paradata {
  startedAt: Date;
  seconds: number;
}

/** An answered form as stored. It is never changed; decisions about it are records of their own. */
export interface Response {
  /** UUID made by the respondent's page before the first question. */
  id: string;
  collectorId: string;
  questionnaire: { id: string; version: number };
  unitCode: string;
  channel: Channel;
  randomSample: boolean;
  /** Official code of the procedure (mã TTHC), where the link or the respondent named it. */
  procedure: string | null;
  desk: string | null;
  language: Language;
  answers: Answers;
  /** Which text was agreed to, when, and whether the sensitive questions were agreed to as well. */
  consent: { text: string; givenAt: Date; sensitive: boolean };
  paradata: Paradata;
  receivedAt: Date;
}

/** A response with what the server adds when it takes it in. */
export interface StoredResponse extends Response {
  /** `XXXX-XXXX-XXXX`, derived from the id. */
  receipt: string;
  /** SHA-256 of the content: tells a repeat from another answer under the same id. */
  digest: string;
  /** Ids of the quality rules that it raised when it arrived. */
  flags: string[];
}
