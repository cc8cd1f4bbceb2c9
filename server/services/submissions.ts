import { createHash } from 'node:crypto';
import { answerFaults } from '../domain/answer-faults.js';
import { canonicalJson } from '../domain/canonical-json.js';
import type { Catalogue } from '../domain/catalogue.js';
import { consentText } from '../domain/consent-text.js';
import { closedReason } from '../domain/collector-state.js';
import type { Answers, Language } from '../domain/questionnaire.js';
import { normalizeReceiptCode, receiptCode } from '../domain/receipt-code.js';
import { responseFlags } from '../domain/quality-flags.js';
import type { StoredResponse } from '../domain/response.js';
import { Problem, type Fault } from '../problem.js';
import type { ResponseStore } from '../store/responses.js';
import type { Collectors } from './collectors.js';

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

/** Records that respondents took their answers back. */
export interface Withdrawals {
  /** Once; repeating it changes nothing. */
  withdraw(response: StoredResponse, at: Date): Promise<void>;
  isWithdrawn(responseId: string): Promise<boolean>;
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

/** SHA-256 of what was answered where. How long it took is left out: a repeat may be measured anew. */
export function contentDigest(
  collectorId: string,
  { answers, procedure, desk, consent }: Submission,
): string {
  const content = {
    collectorId,
    answers,
    procedure,
    desk,
    consent: { text: consent.text, sensitive: consent.sensitive },
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

const receiptOf = (stored: StoredResponse): Receipt => ({
  responseId: stored.id,
  code: stored.receipt,
  receivedAt: stored.receivedAt,
});

export function submissionsService(deps: {
  catalogue: Catalogue;
  collectors: Collectors;
  responses: ResponseStore;
  withdrawals: Withdrawals;
  now: () => Date;
}): Submissions {
  const { catalogue, collectors, responses, withdrawals, now } = deps;

  /** A repeat is recognised before anything else is asked: what was acknowledged once is acknowledged always. */
  function repeated(stored: StoredResponse, digest: string): { receipt: Receipt; isNew: false } {
    if (stored.digest !== digest) throw new Problem('response-differs');
    return { receipt: receiptOf(stored), isNew: false };
  }

  async function byCode(code: string): Promise<StoredResponse> {
    const normal = normalizeReceiptCode(code);
    const stored = normal === null ? null : await responses.findByReceipt(normal);
    if (!stored) throw new Problem('not-found');
    return stored;
  }

  return {
    async accept(collectorId, submission) {
      const { collector, questionnaire } = await collectors.find(collectorId);
      const id = submission.id.toLowerCase();
      const digest = contentDigest(collectorId, submission);
      const before = await responses.find(id);
      if (before) return repeated(before, digest);

      const receivedAt = now();
      const closed = closedReason(collector, submission.paradata.startedAt, receivedAt);
      if (closed !== null) throw new Problem('collector-closed', closed);
      const { answers, language, procedure, desk, consent, paradata } = submission;
      const faults: Fault[] = answerFaults(questionnaire, answers, consent.sensitive);
      if (consent.text !== consentText(questionnaire))
        faults.push({ pointer: '/consent/text', reason: `must be ${consentText(questionnaire)}` });
      if (procedure !== null && !catalogue.procedures.has(procedure))
        faults.push({ pointer: '/procedure', reason: 'is not in the catalogue of procedures' });
      if (faults.length > 0) throw new Problem('answers-do-not-fit', undefined, faults);

      const response = {
        id,
        collectorId,
        questionnaire: collector.questionnaire,
        unitCode: collector.unitCode,
        channel: collector.channel,
        randomSample: collector.randomSample,
        procedure,
        desk,
        language,
        answers,
        consent,
        paradata,
        receivedAt,
      };
      const flags = responseFlags(questionnaire, response).map((flag) => flag.id);
      const stored: StoredResponse = { ...response, receipt: receiptCode(id), digest, flags };
      if (await responses.insert(stored)) return { receipt: receiptOf(stored), isNew: true };
      const winner = await responses.find(id);
      if (!winner) throw new Error('a response id is taken but the response is not found');
      return repeated(winner, digest);
    },
    async lookUp(code) {
      const stored = await byCode(code);
      const withdrawn = await withdrawals.isWithdrawn(stored.id);
      return { receipt: receiptOf(stored), unitCode: stored.unitCode, withdrawn };
    },
    async withdraw(code) {
      await withdrawals.withdraw(await byCode(code), now());
    },
  };
}
