import type { Collector } from './response.js';

/** A kiosk without network may deliver this many days late what was answered while the collector was open. */
export const LATE_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Why a collector takes no answer, or null when it does. An open one takes every answer, whatever the device's clock
 * says; a form begun while the collector was open is still taken for `LATE_DAYS` after its end, so that a queue on a
 * device loses nothing.
 * @param startedAt when the respondent began; for opening a page this is `now`.
 */
export function closedReason(collector: Collector, startedAt: Date, now: Date): string | null {
  const { opensAt, closesAt } = collector;
  if (now < opensAt) return `opens at ${opensAt.toISOString()}`;
  if (closesAt === null) return null;
  if (now < closesAt) return null;
  const isBegunInTime = startedAt >= opensAt && startedAt < closesAt;
  const isTooLate = now.getTime() - closesAt.getTime() >= LATE_DAYS * DAY_MS;
  return isBegunInTime && !isTooLate ? null : `closed at ${closesAt.toISOString()}`;
}
