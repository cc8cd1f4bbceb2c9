import { describe, expect, it } from '@jest/globals';
import { evenLines } from '../../../server/render/report/even-lines.js';
import { sentence, unitInSentence } from '../../../server/render/report/phrases.js';

describe('words of the report', () => {
  // Capitals after NĐ 30/2020/NĐ-CP, Phụ lục II: class words of administrative units are small within a sentence,
  // save where the name is a number or the unit is Thành phố Hồ Chí Minh.
  it.each([
    ['Phường Ba Đình', 'phường Ba Đình'],
    ['Thành phố Hà Nội', 'thành phố Hà Nội'],
    ['Xã Sóc Sơn', 'xã Sóc Sơn'],
    ['Phường 7', 'Phường 7'],
    ['Thành phố Hồ Chí Minh', 'Thành phố Hồ Chí Minh'],
    ['Sở Nội vụ', 'Sở Nội vụ'],
  ])('writes %s within a sentence as the decree asks', (name, written) => {
    expect(unitInSentence(name)).toBe(written);
  });

  it('ends a sentence with one full stop', () => {
    expect([sentence('Hết'), sentence('Hết. '), sentence('Hết?')]).toEqual(['Hết.', 'Hết.', 'Hết?']);
  });
});

describe('lines of even length', () => {
  it('breaks an authority where its lines come out alike', () => {
    expect(evenLines('ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI', 24)).toEqual([
      'ỦY BAN NHÂN DÂN',
      'THÀNH PHỐ HÀ NỘI',
    ]);
  });

  it('keeps a short name on one line, and every word of a long one', () => {
    expect(evenLines('SỞ NỘI VỤ', 24)).toEqual(['SỞ NỘI VỤ']);
    const long = 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ HÀ NỘI CHI NHÁNH SỐ MƯỜI HAI';
    expect(evenLines(long, 24).join(' ')).toBe(long);
    expect(Math.max(...evenLines(long, 24).map((line) => line.length))).toBeLessThanOrEqual(24);
  });
});
