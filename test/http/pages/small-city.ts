import { randomUUID } from 'node:crypto';
import type { Answers } from '../../../server/domain/questionnaire.js';
import { receiptCode } from '../../../server/domain/receipt-code.js';
import type { StoredResponse } from '../../../server/domain/response.js';
import type { TestApp } from '../../app.js';

/** The quarter that all answers fall into. */
export const smallCityPeriod = '2026-Q3';
const receivedAt = new Date('2026-08-10T03:00:00Z');

export function stored(
  unitCode: string,
  answers: Answers,
  change: Partial<StoredResponse> = {},
): StoredResponse {
  const id = randomUUID();
  return {
    id,
    collectorId: `${unitCode}-sipas-2640-2017-kiosk`,
    questionnaire: { id: 'sipas-2640-2017', version: 1 },
    unitCode,
    channel: 'kiosk',
    randomSample: false,
    procedure: null,
    desk: null,
    language: 'vi',
    answers,
    consent: { text: 'sipas-2640-2017@1#intro', givenAt: receivedAt, sensitive: false },
    paradata: { startedAt: receivedAt, seconds: 240 },
    receivedAt,
    receipt: receiptCode(id),
    digest: '',
    flags: [],
    ...change,
  };
}

/**
 * Answers of three wards, each respondent with one level for all 22 criteria: Phường Ba Đình 30 × 4 and 10 × 2 (every
 * criterion 75 %), Phường Ngọc Hà 5 × 5 (too few to show), Phường Giảng Võ 12 × 5 (hidden for the sake of Ngọc Hà).
 */
export async function fillSmallCity({ house }: TestApp): Promise<void> {
  const form = house.services.catalogue.questionnaires.get('sipas-2640-2017@1')!;
  const criteria = form.parts.flatMap(({ official, items }) => (official ? items.map(({ id }) => id) : []));
  const many = (n: number, unitCode: string, level: number) =>
    Array.from({ length: n }, () => stored(unitCode, Object.fromEntries(criteria.map((id) => [id, level]))));
  await house.stores.responses.insertMany([
    ...many(30, '00004', 4),
    ...many(10, '00004', 2),
    ...many(5, '00008', 5),
    ...many(12, '00025', 5),
  ]);
  await house.answerBlocks.rebuild();
}
