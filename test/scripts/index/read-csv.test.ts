import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellText } from '../../../scripts/index/csv-record.js';
import { readCsv } from '../../../scripts/index/read-csv.js';
import { withCsv } from './csv-file.js';

function readAll(content: string | Uint8Array): { cells: string[]; line: number }[] {
  return withCsv(content, (path) => {
    const rows: { cells: string[]; line: number }[] = [];
    readCsv(path, (record, line) => {
      rows.push({ cells: Array.from({ length: record.cells }, (_, k) => cellText(record, k)), line });
      return true;
    });
    return rows;
  });
}
const cellsOf = (content: string | Uint8Array) => readAll(content).map(({ cells }) => cells);

describe('readCsv', () => {
  it.each([
    ['commas and LF', 'a,b\n1,2\n'],
    ['no line break at the end', 'a,b\n1,2'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['semicolons, as Excel writes them in Viet Nam', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['a BOM', '\uFEFFa,b\n1,2\n'],
    ['quotes', '"a","b"\r\n"1","2"\r\n'],
  ])('reads %s', (_, content) => {
    expect(cellsOf(content)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps separators, line breaks and doubled quotes inside quotes, and counts lines through them', () => {
    expect(readAll('id,note\n1,"a, ""b""\nc"\n2,\n')).toEqual([
      { cells: ['id', 'note'], line: 1 },
      { cells: ['1', 'a, "b"\nc'], line: 3 },
      { cells: ['2', ''], line: 4 },
    ]);
  });

  it('keeps empty cells at both ends of a row', () => {
    expect(cellsOf('a,b,c\n,,\n,2,\n')).toEqual([
      ['a', 'b', 'c'],
      ['', '', ''],
      ['', '2', ''],
    ]);
  });

  it('reads rows that lie across the edges of its buffer, and rows longer than it', () => {
    const long = 'x'.repeat(3_000_000);
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},"dài ${i}"`);
    const cells = cellsOf(`id,text\n${rows.join('\n')}\n1,${long}\n`);
    expect(cells).toHaveLength(60_002);
    expect(cells[43_210]).toEqual(['43209', 'dài 43209']);
    expect(cells.at(-1)?.[1]).toHaveLength(3_000_000);
  });

  it('gives back any cells that were written by the rules of RFC 4180', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ệ', ',', '"', '\n', ';', '1') });
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (written) => {
        const quoted = written.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const read = cellsOf(`h,i,j\n${quoted.join('\n')}\n`).slice(1);
        expect(read).toEqual(written.map((row) => row.map((text) => text.trim())));
      }),
      { numRuns: 60 },
    );
  });

  it('ends when no more is wanted', () => {
    let rows = 0;
    withCsv('a\nb\nc\n', (path) => readCsv(path, () => ++rows < 2));
    expect(rows).toBe(2);
  });
});
