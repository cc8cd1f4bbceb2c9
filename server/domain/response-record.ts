import { answerIds } from './answers.js';
import { canonicalJson } from './canonical-json.js';
import { itemsOf, type Answers, type Questionnaire } from './questionnaire.js';
import type { Channel, Response } from './response.js';

/**
 * What a published number rests on, of one response: an entry of the snapshot's tree and a line of its export. Free text
 * and sensitive answers are not in it, for no index rests on them and the export may leave the house.
 */
export interface ResponseRecord {
  id: string;
  questionnaire: { id: string; version: number };
  unitCode: string;
  channel: Channel;
  randomSample: boolean;
  procedure: string | null;
  /** ISO 8601 in UTC. */
  receivedAt: string;
  answers: Answers;
}

/** The record of a response to this questionnaire version. */
export function responseRecord(questionnaire: Questionnaire, response: Response): ResponseRecord {
  const answers: Answers = {};
  for (const item of itemsOf(questionnaire)) {
    if (item.type === 'text' || item.sensitive) continue;
    for (const id of answerIds(item)) {
      const answer = response.answers[id];
      if (answer !== undefined) answers[id] = answer;
    }
  }
  const { id, unitCode, channel, randomSample, procedure } = response;
  return {
    id,
    questionnaire: { id: response.questionnaire.id, version: response.questionnaire.version },
    unitCode,
    channel,
    randomSample,
    procedure,
    receivedAt: response.receivedAt.toISOString(),
    answers,
  };
}

/** The record as the tree hashes it and the export prints it, without a line end. */
export function recordLine(record: ResponseRecord): string {
  return canonicalJson(record);
}

/** Order of records in a tree and an export: by `receivedAt`, those of one moment by id. For `sort`. */
export function compareRecords(
  a: Pick<ResponseRecord, 'id' | 'receivedAt'>,
  b: Pick<ResponseRecord, 'id' | 'receivedAt'>,
): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
