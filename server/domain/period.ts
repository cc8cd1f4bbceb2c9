/**
 * Years, quarters and months of reporting, cut at midnight in Asia/Ho_Chi_Minh. Vietnam has kept UTC+7 without summer
 * time since 1975, so a month's start in UTC is plain arithmetic; no other file does it.
 */
import { Problem } from '../problem.js';
import type { Text } from './questionnaire.js';

export type PeriodKind = 'year' | 'quarter' | 'month';

/** A half-open stretch of time: `from` belongs to it, `to` to the next. */
export interface Period {
  /** '2026', '2026-Q3' or '2026-07'. */
  id: string;
  kind: PeriodKind;
  label: Text;
  from: Date;
  to: Date;
}

const monthsIn: Record<PeriodKind, number> = { year: 12, quarter: 3, month: 1 };
const offset = 7 * 3_600_000;
const roman = ['I', 'II', 'III', 'IV'];
const englishMonths =
  'January February March April May June July August September October November December'.split(' ');

/** The period named '2026', '2026-Q3' or '2026-07' (years 1976–2999). @throws Problem period-invalid. */
export function parsePeriod(id: string): Period {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(id);
  const year = Number(match?.[1]);
  if (!match || year < 1976 || year > 2999)
    throw new Problem(
      'period-invalid',
      'A period is a year (2026), a quarter (2026-Q3) or a month (2026-07)',
    );
  if (match[2] !== undefined) return periodFrom('quarter', year * 12 + (Number(match[2]) - 1) * 3);
  if (match[3] !== undefined) return periodFrom('month', year * 12 + Number(match[3]) - 1);
  return periodFrom('year', year * 12);
}

/** The period of the same length before this one. */
export function previousPeriod(period: Period): Period {
  return periodFrom(period.kind, monthNumber(period.from) - monthsIn[period.kind]);
}

/** The same quarter or month a year earlier; for a year, the year before. */
export function yearEarlier(period: Period): Period {
  return periodFrom(period.kind, monthNumber(period.from) - 12);
}

/** Its months in order: '2026-Q3' → ['2026-07', '2026-08', '2026-09']. */
export function monthsOf(period: Period): string[] {
  const first = monthNumber(period.from);
  return Array.from({ length: monthsIn[period.kind] }, (_, i) => periodFrom('month', first + i).id);
}

/** The month a moment falls in, 'YYYY-MM' in Vietnam: 2026-06-30T17:00Z is in '2026-07'. */
export function monthOf(date: Date): string {
  return periodFrom('month', monthNumber(date)).id;
}

/** The day a moment falls on, 'YYYY-MM-DD' in Vietnam. */
export function dayOf(date: Date): string {
  return new Date(date.getTime() + offset).toISOString().slice(0, 10);
}

/** The newest quarter that had ended at this moment. */
export function lastCompleteQuarter(date: Date): Period {
  const month = monthNumber(date);
  return periodFrom('quarter', month - (month % 3) - 3);
}

/** Whether the moment lies in the period. */
export function contains(period: Period, date: Date): boolean {
  return period.from <= date && date < period.to;
}

/** Order in time: by start, the longer one first where both start together. For `sort`. */
export function comparePeriods(a: Period, b: Period): number {
  return a.from.getTime() - b.from.getTime() || b.to.getTime() - a.to.getTime();
}

/** Months since January of the year 0, in Vietnam's calendar. */
function monthNumber(date: Date): number {
  const local = new Date(date.getTime() + offset);
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

function periodFrom(kind: PeriodKind, first: number): Period {
  const { id, label } = name(kind, Math.floor(first / 12), first % 12);
  return { id, kind, label, from: startOf(first), to: startOf(first + monthsIn[kind]) };
}

function startOf(month: number): Date {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12) - offset);
}

function name(kind: PeriodKind, year: number, month: number): { id: string; label: Text } {
  if (kind === 'year') return { id: `${year}`, label: { vi: `năm ${year}`, en: `${year}` } };
  if (kind === 'quarter') {
    const quarter = month / 3;
    const label = { vi: `quý ${roman[quarter]} năm ${year}`, en: `Q${quarter + 1} ${year}` };
    return { id: `${year}-Q${quarter + 1}`, label };
  }
  const label = { vi: `tháng ${month + 1} năm ${year}`, en: `${englishMonths[month]} ${year}` };
  return { id: `${year}-${String(month + 1).padStart(2, '0')}`, label };
}
