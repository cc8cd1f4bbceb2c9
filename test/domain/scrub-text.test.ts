import { describe, expect, it } from '@jest/globals';
import { EMAIL_MASK, NUMBER_MASK, scrubText } from '../../server/domain/scrub-text.js';

describe('scrubText', () => {
  it.each([
    ['a mobile number', 'Gọi tôi 0912345678 nhé'],
    ['with spaces', 'Gọi tôi 0912 345 678 nhé'],
    ['with dots', 'Gọi tôi 0912.345.678 nhé'],
    ['with dashes', 'Gọi tôi 091-234-5678 nhé'],
    ['with a country code', 'Gọi tôi +84 912 345 678 nhé'],
    ['with a country code and zero', 'Gọi tôi (+84) (0)912345678 nhé'],
    ['of a landline', 'Gọi tôi (024) 3825 1234 nhé'],
    ['of eight digits', 'Gọi tôi 38251234 nhé'],
    ['digit by digit', 'Gọi tôi 0 9 1 2 3 4 5 6 7 8 nhé'],
    ['over lines', 'Gọi tôi 0912\n345\n678 nhé'],
    ['with many blanks', 'Gọi tôi 0912      345      678 nhé'],
    ['with slashes', 'Gọi tôi 0912/345/678 nhé'],
    ['with colons', 'Gọi tôi 0912:345:678 nhé'],
    ['with stars', 'Gọi tôi 09*12*34*56*78 nhé'],
    ['with invisible letters', 'Gọi tôi 09\u200b12\u200d34\ufeff56\u00ad78 nhé'],
    ['with no-break spaces', 'Gọi tôi 0912\u00a0345\u00a0678 nhé'],
    ['in full-width digits', 'Gọi tôi ０９１２３４５６７８ nhé'],
    ['in Arabic digits', 'Gọi tôi ٠٩١٢٣٤٥٦٧٨ nhé'],
    ['in circled digits', 'Gọi tôi ⓪⑨①②③④⑤⑥⑦⑧ nhé'],
    ['in keycaps', `Gọi tôi ${[...'0912345678'].map((digit) => `${digit}\ufe0f\u20e3`).join('')} nhé`],
    ['in words', 'Gọi tôi không chín một hai ba bốn năm sáu bảy tám nhé'],
    ['a CCCD', 'Gọi tôi 001099012345 nhé'],
    ['a CCCD in groups', 'Gọi tôi 001 099 012 345 nhé'],
    ['a CMND', 'Gọi tôi 012345678 nhé'],
  ])('masks a number: %s', (_, text) => {
    expect(scrubText(text)).toBe(`Gọi tôi ${NUMBER_MASK} nhé`);
  });

  it('masks the number of a dossier', () => {
    expect(scrubText('Hồ sơ H26.15-250712-0001 trễ')).toBe(`Hồ sơ H${NUMBER_MASK} trễ`);
  });

  it.each([
    ['plain', 'ten.ho+1@gmail.com'],
    ['in a Vietnamese domain', 'ten@hanoi.gov.vn'],
    ['with blanks', 'ten @ gmail . com'],
    ['with a blank before the top level', 'ten@gmail. com'],
    ['with brackets', 'ten(at)gmail(dot)com'],
    ['in Vietnamese words', 'ten a còng gmail chấm com'],
    ['with invisible letters', 'te\u200bn@gm\u200bail.com'],
    ['with full-width signs', 'ten＠gmail．com'],
  ])('masks an e-mail address: %s', (_, address) => {
    expect(scrubText(`Viết cho ${address}, cảm ơn`)).toBe(`Viết cho ${EMAIL_MASK}, cảm ơn`);
  });

  it('leaves the sentence after an address', () => {
    expect(scrubText('Viết cho ten@gmail.com. Cảm ơn')).toBe(`Viết cho ${EMAIL_MASK}. Cảm ơn`);
  });

  it('masks both and several', () => {
    expect(scrubText('0912345678 hoặc a@b.vn hoặc 0987 654 321')).toBe(
      `${NUMBER_MASK} hoặc ${EMAIL_MASK} hoặc ${NUMBER_MASK}`,
    );
  });

  it.each([
    'Nộp ngày 01/07/2025, hẹn 15-07-2025 mà đến 20.7.2025 mới xong',
    'Từ 01/07/2025 - 05/07/2025 đi ba lần',
    'Hẹn trả lần hai (15/07/2025) vẫn trễ',
    'Các năm 2023, 2024, 2025 đều chậm',
    'Giờ làm việc 7:30-11:30, 13:30-17:00 là tốt',
    'Phí 1.500.000.000 đồng là quá cao',
    'Thu thêm 1.000.000-2.000.000đ không biên lai',
    'Đi lại 3 lần, chờ 45 phút, thiếu 2 giấy tờ',
    'Công chức hai lần hẹn, ba lần trễ, không xin lỗi một lời, tám tuần chưa xong',
    'Anh chị ở đây rất tốt 👨‍👩‍👧 ❤️',
    'Nghị định 118/2025/NĐ-CP quy định rõ',
    'I was at home. Thanks.',
  ])('leaves alone: %s', (text) => {
    expect(scrubText(text)).toBe(text);
  });

  it('takes money without its unit for a number, rather too much than too little', () => {
    expect(scrubText('1.500.000.000 là sai')).toBe(`${NUMBER_MASK} là sai`);
  });

  it.each([
    ['digits', '1 '.repeat(5000)],
    ['letters', 'a'.repeat(10_000)],
    ['words', 'không '.repeat(2000) + 'x'],
    ['at signs', 'a@'.repeat(5000)],
    ['blanks', '1' + ' '.repeat(10_000)],
  ])('takes linear time on 10 000 letters of %s', (_, text) => {
    const started = performance.now();
    scrubText(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
