/** Printed for a character that no font at hand can set. */
export const REPLACEMENT = '□';

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Joiners, selectors and direction marks have no shape of their own; without their emoji they mean nothing. */
const shapeless = /[\p{Cf}\p{Variation_Selector}]/gu;
const breaks = /[\t\n\r\u0085\u2028\u2029]+/g;
/** Control characters, halves of a broken surrogate pair, and code points that mean no character. */
const controls = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * A text as it can be printed: composed (NFC), on one line, without control and direction marks, and with "□" for
 * each visible character (an emoji of several code points is one) that the fonts lack.
 */
export function printableText(text: string, covered: ReadonlySet<number>): string {
  const plain = text.normalize('NFC').replaceAll(breaks, ' ').replaceAll(controls, '');
  return Array.from(graphemes.segment(plain), ({ segment }) => {
    const shaped = segment.replaceAll(shapeless, '');
    return [...shaped].every((letter) => covered.has(letter.codePointAt(0) ?? 0)) ? shaped : REPLACEMENT;
  }).join('');
}

/** The same for every text inside plain JSON data; keys and numbers stay. */
export function printableData<T>(data: T, covered: ReadonlySet<number>): T {
  if (typeof data === 'string') return printableText(data, covered) as T;
  if (Array.isArray(data)) return data.map((item: unknown) => printableData(item, covered)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]: [string, unknown]) => [key, printableData(value, covered)]),
  ) as T;
}
