import { describe, expect, it } from '@jest/globals';
import { tableCsv } from '../../server/render/table-csv.js';

describe('tableCsv', () => {
  it('starts with a BOM, so that spreadsheets read Vietnamese as it is', () => {
    expect(tableCsv([['Phường']])).toBe('\uFEFFPhường\r\n');
  });
  it('leaves null empty', () => expect(tableCsv([[null, 0, 'x']])).toBe('\uFEFF,0,x\r\n'));
  it('keeps a negative number a number', () => expect(tableCsv([[-1.25]])).toBe('\uFEFF-1.25\r\n'));
  it('takes the power from a text that looks like a formula', () => {
    expect(tableCsv([['=HYPERLINK("x")']])).toBe('\uFEFF"\'=HYPERLINK(""x"")"\r\n');
  });
});
