import { describe, expect, it } from '@jest/globals';
import { compareRecords, recordLine, responseRecord } from '../../server/domain/response-record.js';
import type { StoredResponse } from '../../server/domain/response.js';
import { options, part, rating, text, tinyQuestionnaire } from './tiny-questionnaire.js';

const form = tinyQuestionnaire([
  part([rating('a1'), rating('a2')]),
  part(
    [
      { id: 'note', code: 'N', type: 'text', text: text('note'), src: 'R', maxLength: 500 },
      {
        id: 'disability',
        code: 'D',
        type: 'single',
        text: text('d'),
        src: 'R',
        options: options('yes', 'no'),
        sensitive: true,
      },
    ],
    { id: 'z', kind: 'demographics', official: false },
  ),
]);
const response: StoredResponse = {
  id: 'r1',
  collectorId: 'c',
  questionnaire: { id: 'tiny', version: 1 },
  unitCode: '00004',
  channel: 'qr',
  randomSample: false,
  procedure: null,
  desk: '3',
  language: 'vi',
  answers: { a2: 4, a1: 'na', note: 'call 0912 345 678', disability: 'yes' },
  consent: { text: 'v1', givenAt: new Date('2026-07-01T02:00:00Z'), sensitive: true },
  paradata: { startedAt: new Date('2026-07-01T02:00:00Z'), seconds: 80 },
  receivedAt: new Date('2026-07-01T02:01:20.500Z'),
  receipt: 'XXXX-XXXX-XXXX',
  digest: 'd',
  flags: ['too-fast'],
};

describe('responseRecord', () => {
  it('holds what numbers rest on, and neither free text, sensitive answers nor the receipt', () => {
    expect(recordLine(responseRecord(form, response))).toBe(
      '{"answers":{"a1":"na","a2":4},"channel":"qr","id":"r1","procedure":null,"questionnaire":{"id":"tiny","version":1},' +
        '"randomSample":false,"receivedAt":"2026-07-01T02:01:20.500Z","unitCode":"00004"}',
    );
  });
});

describe('compareRecords', () => {
  it('orders by time, and those of one moment by id', () => {
    const record = (id: string, receivedAt: string) => ({ id, receivedAt });
    const early = record('z', '2026-07-01T02:00:00.000Z');
    const late = record('a', '2026-07-01T02:00:00.001Z');
    const twin = record('b', '2026-07-01T02:00:00.001Z');
    expect([twin, early, late].sort(compareRecords)).toEqual([early, late, twin]);
    expect(compareRecords(late, { ...late })).toBe(0);
  });
});
