import type { Language } from '../domain/questionnaire.js';
import type { Figure } from '../domain/report-model.js';
import { formatNumber, NOTHING } from './format-number.js';

type Bounds = { low: number; high: number } | null;

/** Whether the value of a figure may be printed. */
export function isShown(figure: Figure | null): figure is Figure & { value: number } {
  return figure !== null && figure.value !== null;
}

/** An index for a table: two decimals, "*" beside one that rests on few answers, "–" where it is hidden or absent. */
export function formatIndex(figure: Figure | null, language: Language): string {
  if (!isShown(figure)) return NOTHING;
  return `${formatNumber(figure.value, 2, language)}${figure.display === 'few' ? '*' : ''}`;
}

/** An interval for a table: 81,20–84,05; "–" where there is none. */
export function formatInterval(interval: Bounds, language: Language): string {
  if (interval === null) return NOTHING;
  return `${formatNumber(interval.low, 2, language)}–${formatNumber(interval.high, 2, language)}`;
}

/** The interval of a figure, hidden where its value is hidden. */
export function formatFigureInterval(figure: Figure | null, language: Language): string {
  return isShown(figure) ? formatInterval(figure.interval, language) : NOTHING;
}
