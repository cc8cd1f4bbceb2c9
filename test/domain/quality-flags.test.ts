import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../server/domain/questionnaire.js';
import {
  DEVICE_BURST,
  EQUAL_ITEMS,
  qualityRules,
  responseFlags,
  SECONDS_PER_ITEM,
  type Surroundings,
} from '../../server/domain/quality-flags.js';
import type { Channel } from '../../server/domain/response.js';
import { part, rating, tinyQuestionnaire } from './tiny-questionnaire.js';

const ids = Array.from({ length: 12 }, (_, i) => `a${i + 1}`);
const form = tinyQuestionnaire([
  part(ids.map((id) => rating(id))),
  part([rating('other', 'two')], { id: 'b', official: false }),
]);
/** Levels 1…5 in turn, so that nothing is equal. */
const mixed: Answers = Object.fromEntries(ids.map((id, i) => [id, (i % 5) + 1]));
const equal = (count: number, level: number | 'na' = 5): Answers =>
  Object.fromEntries(ids.slice(0, count).map((id) => [id, level]));

/** Ids of the flags of a response that is unremarkable except for what is named. A Tuesday, 9:00 in Vietnam. */
function flags(
  seen: { answers?: Answers; channel?: Channel; seconds?: number; startedAt?: string },
  around?: Surroundings,
): string[] {
  const startedAt = new Date(seen.startedAt ?? '2026-09-15T02:00:00Z');
  const response = {
    answers: seen.answers ?? mixed,
    channel: seen.channel ?? 'qr',
    paradata: { startedAt, seconds: seen.seconds ?? 120 },
    receivedAt: new Date('2026-09-15T03:00:00Z'),
  };
  return responseFlags(form, response, around).map((flag) => flag.id);
}

describe('responseFlags', () => {
  it('finds nothing remarkable in an ordinary response', () => {
    expect(flags({})).toEqual([]);
  });

  it.each([
    [12 * SECONDS_PER_ITEM, []],
    [12 * SECONDS_PER_ITEM - 0.1, ['too-fast']],
  ])('takes 12 answers in %d seconds for %j', (seconds, expected) => {
    expect(flags({ seconds })).toEqual(expected);
  });

  it('does not time forms typed in from paper', () => {
    expect(flags({ seconds: 1, channel: 'paper' })).toEqual([]);
  });

  it('does not call an empty form fast', () => {
    expect(flags({ answers: {}, seconds: 0 })).toEqual([]);
  });

  it.each([
    ['ten equal levels', equal(EQUAL_ITEMS), ['all-equal']],
    ['nine equal levels', equal(EQUAL_ITEMS - 1), []],
    ['"not used" throughout', equal(12, 'na'), ['all-equal']],
    ['one that differs', { ...equal(12), a7: 4 }, []],
    ['equal levels beside another scale', { ...equal(12), other: 1 }, ['all-equal']],
  ])('looks for equal answers: %s', (_, answers, expected) => {
    expect(flags({ answers })).toEqual(expected);
  });

  it.each([
    ['2026-09-15T03:05:00Z', []],
    ['2026-09-15T03:05:01Z', ['clock-wrong']],
  ])('started at %s, received at 3:00: %j', (startedAt, expected) => {
    expect(flags({ startedAt })).toEqual(expected);
  });

  it.each([
    [DEVICE_BURST, []],
    [DEVICE_BURST + 1, ['device-burst']],
  ])('%d forms from a device in ten minutes: %j', (formsFromDevice, expected) => {
    expect(flags({}, { formsFromDevice })).toEqual(expected);
  });

  describe('at a kiosk with opening hours', () => {
    const day = [
      [480, 690],
      [810, 1020],
    ] as const;
    const openingHours = { week: [day, day, day, day, day, [], []], holidays: ['2026-09-02'] } as const;

    it.each([
      ['within them', 'kiosk', '2026-09-15T02:00:00Z', []],
      ['at night', 'kiosk', '2026-09-14T14:00:00Z', ['out-of-hours']],
      ['at night by QR at home', 'qr', '2026-09-14T14:00:00Z', []],
    ] as const)('%s', (_, channel, startedAt, expected) => {
      expect(flags({ channel, startedAt }, { openingHours })).toEqual(expected);
    });
  });

  it('flags tokens and transactions that cannot be right', () => {
    const wave = { from: new Date('2026-07-01'), to: new Date('2026-10-01') };
    expect(flags({}, { otherTokensOfDevice: 1 })).toEqual(['several-tokens']);
    expect(flags({}, { tokenUsedByOther: true })).toEqual(['token-reused']);
    expect(flags({}, { wave, transactionAt: new Date('2026-06-30') })).toEqual(['outside-wave']);
    expect(flags({}, { wave, transactionAt: new Date('2026-10-01') })).toEqual(['outside-wave']);
    expect(flags({}, { wave, transactionAt: new Date('2026-07-01') })).toEqual([]);
  });

  it('returns all its reasons, each with level and text', () => {
    const response = {
      answers: equal(12),
      channel: 'kiosk' as const,
      paradata: { startedAt: new Date('2026-09-15T04:00:00Z'), seconds: -1 },
      receivedAt: new Date('2026-09-15T03:00:00Z'),
    };
    const found = responseFlags(form, response, { formsFromDevice: 50 });
    expect(found.map(({ id, level }) => [id, level])).toEqual([
      ['too-fast', 'review'],
      ['all-equal', 'info'],
      ['clock-wrong', 'info'],
      ['device-burst', 'review'],
    ]);
    expect(found[0]?.text.vi).toBe('Trả lời nhanh hơn 2 giây mỗi câu');
  });
});

describe('the texts of the rules', () => {
  it('name the limits that the rules apply', () => {
    for (const text of Object.values(qualityRules['too-fast'].text))
      expect(text).toContain(`${SECONDS_PER_ITEM} `);
    for (const text of Object.values(qualityRules['all-equal'].text))
      expect(text).toContain(`${EQUAL_ITEMS} `);
    for (const text of Object.values(qualityRules['device-burst'].text))
      expect(text).toContain(`${DEVICE_BURST} `);
  });
});
