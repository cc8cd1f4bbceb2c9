import { describe, expect, it } from '@jest/globals';
import { endOfDay, startOfDay } from '../../../server/http/pages/day.js';

describe('a day of a form', () => {
  it('begins and ends at midnight in Vietnam', () => {
    // UTC+7, no summer time.
    expect(startOfDay('2026-11-01')).toEqual(new Date('2026-10-31T17:00:00Z'));
    expect(endOfDay('2026-12-31')).toEqual(new Date('2026-12-31T17:00:00Z'));
  });
  it.each(['2026-02-30', '2026-13-01', 'today', ''])('is none for %p', (day) =>
    expect(startOfDay(day)).toBeNull(),
  );
});
