import { describe, expect, it } from '@jest/globals';
import { normalizeReceiptCode, receiptCode } from '../../server/domain/receipt-code.js';

describe('receiptCode', () => {
  it('is the first 60 bits of SHA-256 of "receipt:" and the id, in Crockford base 32', () => {
    // python3: int.from_bytes(hashlib.sha256(b'receipt:0b6d3a51-…').digest()[:8], 'big') >> 4, five bits a letter
    expect(receiptCode('0b6d3a51-6f0b-4c8e-9a52-5d1f0f1f7a11')).toBe('88CG-GVS9-MD5B');
  });

  it('differs between neighbouring ids', () => {
    const codes = new Set(Array.from({ length: 1000 }, (_, i) => receiptCode(`response-${i}`)));
    expect(codes.size).toBe(1000);
  });

  it('is its own normal form', () => {
    const code = receiptCode('any');
    expect(normalizeReceiptCode(code)).toBe(code);
  });
});

describe('normalizeReceiptCode', () => {
  it.each([
    ['lower case', 'abcd-efgh-jkmn', 'ABCD-EFGH-JKMN'],
    ['letters taken for digits', 'oOiI-lL01-2345', '0011-1101-2345'],
    ['spaces and dashes anywhere', ' AB CD–EFGH — JKMN\n', 'ABCD-EFGH-JKMN'],
    ['no dashes', 'ABCDEFGHJKMN', 'ABCD-EFGH-JKMN'],
    ['full-width letters of an input method', 'ＡＢＣＤ-ＥＦＧＨ-１２３４', 'ABCD-EFGH-1234'],
  ])('reads %s', (_, typed, expected) => {
    expect(normalizeReceiptCode(typed)).toBe(expected);
  });

  it.each([
    ['too short', 'ABCD-EFGH-JKM'],
    ['too long', 'ABCD-EFGH-JKMNP'],
    ['with a letter that is in no code', 'ABCD-EFGH-JKMU'],
    ['empty', ''],
  ])('refuses what is %s', (_, typed) => {
    expect(normalizeReceiptCode(typed)).toBeNull();
  });
});
