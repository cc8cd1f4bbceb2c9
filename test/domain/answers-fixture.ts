import type { AnswerCell } from '../../server/domain/answer-cell.js';
import type { Item, Option, Questionnaire } from '../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../server/domain/response.js';
import { codeRoom, type Codes } from '../../server/satisfaction/codes.js';

/** A tiny form with one item of every kind that a column is made of. */
export const cell: AnswerCell = {
  unitCode: '00004',
  month: '2026-07',
  questionnaire: { id: 'tiny', version: 1 },
};

const text = { vi: '', en: '' };
const options = (...values: string[]): Option[] =>
  values.map((value) => ({ value, text: { vi: value, en: value } }));

function rating(id: string): Item {
  return {
    id,
    code: id.toUpperCase(),
    text: { vi: id, en: id },
    src: 'R',
    type: 'rating',
    scale: 'satisfaction',
  };
}

/** Two elements (a: a1, a2; b: b1), a process question, expectations to choose, demographics and a comment. */
export function formWith(change: Partial<Questionnaire> = {}): Questionnaire {
  const part = { code: null, official: false, title: text, src: 'R' as const };
  const base = { text, src: 'R' as const };
  return {
    id: 'tiny',
    version: 1,
    domain: 'general',
    title: { vi: 'Phiếu thử', en: 'Tiny form' },
    basis: null,
    minimumAge: 18,
    intro: text,
    instruction: text,
    units: 'any',
    expectedSeconds: 60,
    scales: { satisfaction: { levels: [1, 2, 3, 4, 5].map((value) => ({ value, text })), notUsed: text } },
    parts: [
      { ...part, id: 'a', code: 'A', kind: 'element', official: true, items: [rating('a1'), rating('a2')] },
      { ...part, id: 'b', code: 'B', kind: 'element', official: true, items: [rating('b1')] },
      {
        ...part,
        id: 'process',
        kind: 'process',
        items: [
          { ...base, id: 'heard', code: 'Q1', type: 'multi', options: options('friends', 'media', 'web') },
          { ...base, id: 'late', code: 'Q5', type: 'single', options: options('early', 'on_time', 'late') },
        ],
      },
      {
        ...part,
        id: 'demographics',
        kind: 'demographics',
        items: [
          { ...base, id: 'sex', code: 'DM1', type: 'single', options: options('male', 'female', 'na') },
        ],
      },
      {
        ...part,
        id: 'comment',
        kind: 'comment',
        items: [{ ...base, id: 'comment', code: 'C', type: 'text', maxLength: 1000 }],
      },
    ],
    ...change,
  };
}

let made = 0;

/** A stored response of that form in July 2026; ids are `r-1`, `r-2` … unless given. */
export function response(change: Partial<StoredResponse>): StoredResponse {
  made += 1;
  const receivedAt = change.receivedAt ?? new Date('2026-07-10T03:00:00Z');
  return {
    id: `r-${made}`,
    collectorId: '00004-tiny-kiosk',
    questionnaire: { id: 'tiny', version: 1 },
    unitCode: '00004',
    channel: 'kiosk',
    randomSample: false,
    procedure: null,
    desk: null,
    language: 'vi',
    answers: {},
    consent: { text: 'v1', givenAt: receivedAt, sensitive: false },
    paradata: { startedAt: receivedAt, seconds: 90 },
    receivedAt,
    receipt: `0000-0000-${String(made).padStart(4, '0')}`,
    digest: '',
    flags: [],
    ...change,
  };
}

/** All codes of a column, row by row. */
export function codesOf(column: Codes): number[] {
  return [...codeRoom().read(column, 0, column.length)];
}
