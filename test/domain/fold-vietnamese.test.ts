import { describe, expect, it } from '@jest/globals';
import { foldVietnamese } from '../../server/domain/fold-vietnamese.js';

describe('foldVietnamese', () => {
  it.each([
    ['Phường Đống Đa', 'phuong dong da'],
    ['  XÃ   Ứng Hòa ', 'xa ung hoa'],
    ['Nguyễn Trãi', 'nguyen trai'],
    ['Sở Nội vụ', 'so noi vu'],
    ['', ''],
  ])('folds %p to %p', (text, folded) => {
    expect(foldVietnamese(text)).toBe(folded);
  });

  it('folds composed and decomposed spellings alike', () => {
    expect(foldVietnamese('Hà Nội'.normalize('NFD'))).toBe(foldVietnamese('Hà Nội'.normalize('NFC')));
  });
});
