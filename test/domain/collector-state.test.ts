import { describe, expect, it } from '@jest/globals';
import { closedReason, LATE_DAYS } from '../../server/domain/collector-state.js';
import type { Collector } from '../../server/domain/response.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const collector: Collector = {
  id: 'c',
  questionnaire: { id: 'q', version: 1 },
  unitCode: '01',
  channel: 'kiosk',
  randomSample: false,
  opensAt: day('2026-01-01'),
  closesAt: day('2026-04-01'),
};
const after = (days: number) => new Date(day('2026-04-01').getTime() + days * 86_400_000);

describe('a collector', () => {
  it('takes answers from its opening on', () => {
    expect(closedReason(collector, day('2026-01-01'), day('2026-01-01'))).toBeNull();
    expect(closedReason(collector, day('2025-12-31'), day('2025-12-31'))).toMatch(/^opens at 2026-01-01/);
  });

  it('takes no form that was begun after its end', () => {
    expect(closedReason(collector, after(0), after(0))).toMatch(/^closed at 2026-04-01/);
  });

  it('takes a form that was begun in time and delivered late', () => {
    expect(closedReason(collector, day('2026-03-31'), after(LATE_DAYS - 1))).toBeNull();
    expect(closedReason(collector, day('2026-03-31'), after(LATE_DAYS))).toMatch(/^closed at/);
  });

  it('that is open takes a form whatever the clock of the device says', () => {
    for (const startedAt of [new Date(0), after(9999)])
      expect(closedReason(collector, startedAt, day('2026-02-01'))).toBeNull();
  });

  it('that has closed takes no form that claims to have been begun before it opened', () => {
    expect(closedReason(collector, day('2025-12-31'), after(1))).toMatch(/^closed at/);
  });

  it('without an end stays open', () => {
    expect(closedReason({ ...collector, closesAt: null }, after(9999), after(9999))).toBeNull();
  });
});
