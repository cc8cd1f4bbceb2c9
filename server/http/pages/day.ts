const DAY_MS = 86_400_000;

/** A day as HTML date fields write it. */
export const dayPattern = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';

/** The first moment of a day in Vietnam ('YYYY-MM-DD'), or null where the calendar has no such day. */
export function startOfDay(day: string): Date | null {
  const start = new Date(`${day}T00:00:00+07:00`);
  const exists = !Number.isNaN(start.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return exists ? start : null;
}

/** The first moment after a day in Vietnam: the exclusive end of "until the end of". */
export function endOfDay(day: string): Date | null {
  const start = startOfDay(day);
  return start && new Date(start.getTime() + DAY_MS);
}
