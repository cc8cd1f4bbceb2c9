import type { Channel } from '../../server/domain/response.js';
import { HOUR_MS, type OfficeDay } from './office-calendar.js';
import type { Random } from './random.js';

/** Channels that need an open office; the others work day and night. */
const atTheDesk: readonly Channel[] = ['kiosk', 'paper', 'phone'];

/** How many responses a local day brings by this channel, relative to an ordinary Tuesday. */
export function dayLoad(channel: Channel, { load }: OfficeDay): number {
  if (atTheDesk.includes(channel)) return load;
  return channel === 'interview' ? 0.3 + 0.7 * load : 0.15 + 0.85 * load;
}

function between(random: Random, from: number, to: number, peak: number, spread: number): number {
  for (;;) {
    const hour = random.normal(peak, spread);
    if (hour >= from && hour < to) return hour;
  }
}

/** 8:00–11:30 and 13:30–17:00, fullest in the middle of each half. */
function officeHour(random: Random, { afternoon }: OfficeDay): number {
  return !afternoon || random.chance(0.58)
    ? between(random, 8, 11.5, 9.6, 0.9)
    : between(random, 13.5, 17, 14.9, 0.9);
}

/** A moment of this local day at which such a response arrives. */
export function momentOf(random: Random, channel: Channel, day: OfficeDay): Date {
  const evening = {
    kiosk: 0,
    paper: 0,
    phone: 0,
    qr: 0.22,
    web: 0.5,
    token: 0.5,
    interview: 0.45,
    import: 0,
  }[channel];
  const open = day.load > 0;
  const hour =
    random.chance(evening) || (!open && !atTheDesk.includes(channel))
      ? between(random, 7, 23, 19.8, 2.2)
      : officeHour(random, day);
  return new Date(day.start + Math.floor(hour * HOUR_MS));
}
