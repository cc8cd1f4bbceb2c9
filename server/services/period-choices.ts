import {
  contains,
  lastCompleteQuarter,
  monthOf,
  parsePeriod,
  previousPeriod,
  type Period,
} from '../domain/period.js';

/** How far back the lists reach: two years of quarters, a year of months, three years. */
const QUARTERS = 9;
const MONTHS = 13;
const YEARS = 3;

/** Periods somebody may choose from, newest first; the first of each is the running one. */
export interface PeriodChoices {
  quarters: Period[];
  months: Period[];
  years: Period[];
}

function backFrom(period: Period, count: number): Period[] {
  const periods = [period];
  while (periods.length < count) periods.push(previousPeriod(periods[periods.length - 1]!));
  return periods;
}

function withShown(periods: Period[], shown: Period | undefined): Period[] {
  const isMissing = shown?.kind === periods[0]?.kind && periods.every(({ id }) => id !== shown?.id);
  return shown && isMissing ? [...periods, shown] : periods;
}

/** @param shown the period a page shows, which stands in its list however old it is. */
export function periodChoices(now: Date, shown?: Period): PeriodChoices {
  const month = monthOf(now);
  const year = month.slice(0, 4);
  const quarter = Math.ceil(Number(month.slice(5)) / 3);
  return {
    quarters: withShown(backFrom(parsePeriod(`${year}-Q${quarter}`), QUARTERS), shown),
    months: withShown(backFrom(parsePeriod(month), MONTHS), shown),
    years: withShown(backFrom(parsePeriod(year), YEARS), shown),
  };
}

/** What a page shows that was asked for no period: the last quarter that has ended. */
export function defaultPeriod(now: Date): Period {
  return lastCompleteQuarter(now);
}

/** Whether more responses may still arrive in the period. */
export function isRunning(period: Period, now: Date): boolean {
  return contains(period, now);
}
