import { parseArgs } from 'node:util';

/** What `npm run demo -- …` was asked for. */
export interface DemoOptions {
  /** The day that decides which quarter is the last complete one. */
  today: Date;
  count: number;
}

export const DEMO_COUNT = 60_000;
/** More would no longer be made and counted while somebody waits. */
const COUNT_MAX = 1_000_000;

export const usage = `Usage: npm run demo -- [--today YYYY-MM-DD] [--count N]
  --today  the day whose last complete quarter the data end with (default: today)
  --count  how many responses to make (default: ${DEMO_COUNT})`;

/** Noon in Viet Nam on that day; null when there is no such day. */
function noonOf(day: string): Date | null {
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T12:00:00+07:00`) : null;
  return noon && !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(day) ? noon : null;
}

/** @throws Error that says which option is wrong. */
export function readOptions(args: string[], now: Date): DemoOptions {
  const { values } = parseArgs({ args, options: { today: { type: 'string' }, count: { type: 'string' } } });
  const today = values.today === undefined ? now : noonOf(values.today);
  if (today === null) throw new Error(`--today ${values.today}: not a day like 2026-11-24`);
  const count = Number(values.count ?? DEMO_COUNT);
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX)
    throw new Error(`--count ${values.count}: not a whole number from 1 to ${COUNT_MAX}`);
  return { today, count };
}
