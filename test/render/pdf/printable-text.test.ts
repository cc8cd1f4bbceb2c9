import { describe, expect, it } from '@jest/globals';
import { fontCoverage } from '../../../server/render/pdf/font-coverage.js';
import { fontPath, pdfFonts } from '../../../server/render/pdf/fonts.js';
import { printableData, printableText } from '../../../server/render/pdf/printable-text.js';

const covered = fontCoverage(fontPath(pdfFonts[0].file));

/** Every letter of Vietnamese with every tone, as Unicode composes them. */
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const vietnamese = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY']
  .flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))
  .concat('đ', 'Đ');

describe('text for print', () => {
  it.each(pdfFonts)('has all Vietnamese letters in $family $weight $style', ({ file }) => {
    const letters = fontCoverage(fontPath(file));
    expect(vietnamese.filter((letter) => letter.length !== 1 || !letters.has(letter.charCodeAt(0)))).toEqual(
      [],
    );
  });

  it('keeps Vietnamese, quotes, dashes and signs as they are', () => {
    const text = `${vietnamese.join('')} “Hài lòng” – 82,66% ± × ≥ … †`;
    expect(printableText(text, covered)).toBe(text);
  });

  it('composes letters that were typed in parts', () => {
    expect(printableText('Hài lòng'.normalize('NFD'), covered)).toBe('Hài lòng');
  });

  it.each([
    ['an emoji', 'Tốt 😀', 'Tốt □'],
    ['an emoji of many code points once', 'Gia đình 👩‍👩‍👧‍👦!', 'Gia đình □!'],
    ['a flag once', '🇻🇳', '□'],
    ['letters of another script', '好', '□'],
    ['what the font lacks in private use', '\uf8ff\ue123', '□□'],
  ])('replaces %s', (_what, given, printed) => {
    expect(printableText(given, covered)).toBe(printed);
  });

  it('takes out control, direction and joining marks and broken surrogates', () => {
    expect(printableText('a\u0000b\u202ec\u200bd\ud800e', covered)).toBe('abcde');
  });

  it('sets line breaks as spaces', () => {
    expect(printableText('một\r\n\r\nhai\u2028ba', covered)).toBe('một hai ba');
  });

  it('reaches every text inside data and nothing else', () => {
    const data = { '😀': ['😀', { n: 1, no: null, yes: true }] };
    expect(printableData(data, covered)).toEqual({ '😀': ['□', { n: 1, no: null, yes: true }] });
  });
});
