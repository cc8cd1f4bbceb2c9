import { dayOf } from '../../server/domain/period.js';

/** Viet Nam keeps UTC+7 all year. */
const OFFSET_MS = 7 * 3_600_000;
export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const fixedHolidays = ['01-01', '04-30', '05-01', '09-01', '09-02'];

/** Viet Nam's new year and the Hùng Kings' day follow the lunar calendar; it is the Chinese one in nearly all years. */
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Ho_Chi_Minh',
  month: 'numeric',
  day: 'numeric',
});

function lunarDate(day: Date): { month: string; day: number } {
  const parts = lunar.formatToParts(day);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return { month: part('month'), day: Number(part('day')) };
}

/** 0 Sunday … 6 Saturday. */
function weekday(dayStart: number): number {
  return new Date(dayStart + OFFSET_MS).getUTCDay();
}

/** How busy an office is on a local day: 1 on an ordinary Tuesday, 0 when it is closed. */
function loadOf(dayStart: number): number {
  const noon = new Date(dayStart + 12 * HOUR_MS);
  const { month, day } = lunarDate(noon);
  const newYear = (month === '12' && day >= 29) || (month === '1' && day <= 5);
  if (newYear || (month === '3' && day === 10) || fixedHolidays.includes(dayOf(noon).slice(5))) return 0;
  // Few people bring papers in the weeks around the new year.
  const quiet = (month === '12' && day >= 22) || (month === '1' && day <= 15) ? 0.5 : 1;
  return quiet * [0, 1.2, 1, 0.98, 0.95, 0.9, 0.3][weekday(dayStart)]!;
}

/** A local day as the offices know it. */
export interface OfficeDay {
  /** Its first moment, in milliseconds since 1970. */
  start: number;
  load: number;
  /** One-stop desks open on Saturday mornings only. */
  afternoon: boolean;
}

/** The local days that begin in [from, to). */
export function officeDays(from: Date, to: Date): OfficeDay[] {
  const days: OfficeDay[] = [];
  const first = Math.ceil((from.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  for (let start = first; start < to.getTime(); start += DAY_MS)
    days.push({ start, load: loadOf(start), afternoon: weekday(start) !== 6 });
  return days;
}
