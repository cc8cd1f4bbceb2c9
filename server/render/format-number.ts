import type { Language } from '../domain/questionnaire.js';

const marks = { vi: { decimal: ',', thousand: '.' }, en: { decimal: '.', thousand: ',' } } as const;

/** What stands where there is no number. */
export const NOTHING = '–';

/** Adds one to the last digit of a string of digits: '199' → '200', '99' → '100'. */
function increment(digits: string): string {
  const kept = digits.replace(/9+$/, '');
  const nines = digits.length - kept.length;
  const last = Number(kept.at(-1) ?? 0);
  return `${kept.slice(0, -1)}${last + 1}${'0'.repeat(nines)}`;
}

/** Whole and fraction of a magnitude, half-up on its 12 significant decimal digits, never on binary floats. */
function roundedDigits(magnitude: number, decimals: number): { whole: string; fraction: string } {
  const [mantissa = '0', exponent = '0'] = magnitude.toExponential(11).split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  const padded = point > 0 ? digits.padEnd(point + decimals + 1, '0') : '0'.repeat(1 - point) + digits;
  const length = Math.max(point, 1) + decimals;
  const cut = padded.padEnd(length + 1, '0').slice(0, length);
  const rounded = (padded[length] ?? '0') >= '5' ? increment(cut) : cut;
  return {
    whole: rounded.slice(0, rounded.length - decimals) || '0',
    fraction: decimals === 0 ? '' : rounded.slice(-decimals),
  };
}

/**
 * A number as printed: half-up on decimals (82.665 → 82,67), grouped by thousands (39.765).
 * null, NaN and infinities print "–"; a rounded zero carries no sign. Source: NĐ 30/2020 usage, sipas.md §4.14.
 */
export function formatNumber(value: number | null, decimals: number, language: Language): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  const { whole, fraction } = roundedDigits(Math.abs(value), decimals);
  const mark = marks[language];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark.thousand);
  const negative = value < 0 && /[1-9]/.test(whole + fraction);
  return `${negative ? '-' : ''}${grouped}${fraction === '' ? '' : mark.decimal + fraction}`;
}

/** A count: 39765 → 39.765. */
export function formatCount(value: number | null, language: Language): string {
  return formatNumber(value, 0, language);
}

/** An index or a percentage 0–100 with two decimals: 82.66 → 82,66%. */
export function formatPercent(value: number | null, language: Language): string {
  return value === null ? NOTHING : `${formatNumber(value, 2, language)}%`;
}

/** A share 0–1 as a percentage with two decimals: 0.9884 → 98,84%. */
export function formatShare(share: number | null, language: Language): string {
  return formatPercent(share === null ? null : share * 100, language);
}

/** A change in percentage points with its sign: 1.28 → +1,28. */
export function formatSigned(value: number | null, language: Language): string {
  const printed = formatNumber(value, 2, language);
  return value !== null && value > 0 && /[1-9]/.test(printed) ? `+${printed}` : printed;
}
