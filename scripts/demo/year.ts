import {
  lastCompleteQuarter,
  monthOf,
  parsePeriod,
  previousPeriod,
  type Period,
} from '../../server/domain/period.js';

/** The twelve months that the demo fills. */
export interface DemoYear {
  from: Date;
  to: Date;
  /** 'YYYY-MM', oldest first. */
  months: string[];
  /** The newest complete quarter: the one reported on. */
  quarter: Period;
}

/** The twelve months up to the last quarter that had ended on this day. */
export function demoYear(today: Date): DemoYear {
  const quarter = lastCompleteQuarter(today);
  const months: Period[] = [parsePeriod(monthOf(new Date(quarter.to.getTime() - 1)))];
  while (months.length < 12) months.unshift(previousPeriod(months[0]!));
  return { from: months[0]!.from, to: quarter.to, months: months.map(({ id }) => id), quarter };
}
