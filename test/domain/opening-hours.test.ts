import { describe, expect, it } from '@jest/globals';
import { isOpenAt } from '../../server/domain/opening-hours.js';

/** Monday to Friday 8:00–11:30 and 13:30–17:00, Saturday morning; closed on National Day (a Wednesday in 2026). */
const day = [
  [480, 690],
  [810, 1020],
] as const;
const hours = { week: [day, day, day, day, day, [[480, 690]], []], holidays: ['2026-09-02'] } as const;

describe('isOpenAt', () => {
  it.each([
    ['Tuesday 7:59', '2026-09-15T07:59:59+07:00', false],
    ['Tuesday 8:00', '2026-09-15T08:00:00+07:00', true],
    ['Tuesday noon', '2026-09-15T12:00:00+07:00', false],
    ['Tuesday 16:59', '2026-09-15T16:59:59+07:00', true],
    ['Tuesday 17:00', '2026-09-15T17:00:00+07:00', false],
    ['Saturday morning', '2026-09-19T09:00:00+07:00', true],
    ['Saturday afternoon', '2026-09-19T14:00:00+07:00', false],
    ['Sunday', '2026-09-20T09:00:00+07:00', false],
    ['Monday 8:00, still Monday 1:00 in UTC', '2026-09-21T01:00:00Z', true],
    ['National Day', '2026-09-02T09:00:00+07:00', false],
  ])('%s', (_, at, expected) => {
    expect(isOpenAt(hours, new Date(at))).toBe(expected);
  });
});
