import type { Text } from '../../domain/questionnaire.js';

/** A day 'YYYY-MM-DD' within a sentence: 15/08/2026 in Vietnamese, 2026-08-15 in English. */
export function writtenDay(day: string): Text {
  return { vi: day.split('-').reverse().join('/'), en: day };
}
