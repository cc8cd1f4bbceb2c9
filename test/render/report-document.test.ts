import { describe, expect, it } from '@jest/globals';
import type { Block, Figure, ReportDocument, Table } from '../../server/render/report/block.js';
import { reportDocument } from '../../server/render/report-document.js';
import { cityModel, figure, reportModel } from './report-models.js';

const headings = ({ blocks }: ReportDocument) =>
  blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
const tables = ({ blocks }: ReportDocument) =>
  blocks.filter((block): block is Table => block.kind === 'table');
const figures = ({ blocks }: ReportDocument) =>
  blocks.filter((block): block is Figure => block.kind === 'figure');
const text = ({ blocks }: ReportDocument) => JSON.stringify(blocks);

function table(document: ReportDocument, title: string): Table {
  const found = tables(document).find(({ caption }) => caption.includes(title));
  if (found === undefined) throw new Error(`no table “${title}”`);
  return found;
}

describe('the report as a document', () => {
  it('has the sections and annexes of the content skeleton, in order', () => {
    const document = reportDocument(cityModel());
    expect(headings(document).filter((heading) => /^[IV]+\. /.test(heading))).toEqual([
      'I. TÌNH HÌNH TRIỂN KHAI',
      'II. KẾT QUẢ',
      'III. ĐÁNH GIÁ CHUNG',
      'IV. KIẾN NGHỊ, ĐỀ XUẤT',
    ]);
    const kinds = document.blocks.map((block: Block) => block.kind);
    expect(kinds[0]).toBe('title');
    expect(kinds.filter((kind) => kind === 'annex')).toHaveLength(3);
    expect(kinds.indexOf('closing')).toBeLessThan(kinds.indexOf('annex'));
  });

  it('leaves number, date and signature blank and says that it is a draft', () => {
    const title = reportDocument(cityModel()).blocks[0];
    expect(title).toMatchObject({
      kind: 'title',
      superior: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HÀ NỘI'],
      number: 'Số: ……/BC-VNC',
      date: 'Hà Nội, ngày …… tháng …… năm 2026',
      draft: 'DỰ THẢO',
    });
  });

  it('dates itself by the day in Vietnam', () => {
    // 20:00 UTC on 4 October is 03:00 on 5 October in Hà Nội (UTC+7)
    expect(reportDocument(reportModel(50)).date).toBe('2026-10-05');
    expect(text(reportDocument(reportModel(50)))).toContain('từ ngày 01/07/2026 đến hết ngày 30/09/2026');
  });

  it('is the same for the same model, and plain data', () => {
    const document = reportDocument(cityModel());
    expect(reportDocument(cityModel())).toEqual(document);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('numbers tables and figures in the order of reading', () => {
    const document = reportDocument(cityModel());
    expect(tables(document).map(({ caption }) => /^Bảng (\d+)\. /.exec(caption)?.[1])).toEqual(
      tables(document).map((_, index) => String(index + 1)),
    );
    expect(figures(document).map(({ id, caption }) => [id, /^Hình (\d+)\. /.exec(caption)?.[1]])).toEqual([
      ['hinh-1', '1'],
      ['hinh-2', '2'],
      ['hinh-3', '3'],
      ['hinh-4', '4'],
    ]);
  });

  it('gives every table as many cells in each row as it has columns', () => {
    for (const { caption, columns, head, rows } of tables(reportDocument(cityModel()))) {
      const spans = head[0]?.reduce((sum, cell) => sum + (cell.colspan ?? 1), 0);
      expect([caption, spans]).toEqual([caption, columns.length]);
      for (const { cells } of rows) expect([caption, cells.length]).toEqual([caption, columns.length]);
    }
  });

  it('rounds half-up once, and prints one number the same way everywhere', () => {
    const document = reportDocument(reportModel(900, { overall: figure(82.665, 900) }));
    // ± 90/√900 = ± 3 in the test figure
    expect(text(document)).toContain('đạt 82,67% (khoảng tin cậy 95%: từ 79,67% đến 85,67%)');
    expect(document.blocks.find(({ kind }) => kind === 'key-figures')).toMatchObject({
      items: [{ value: '82,67%', note: 'khoảng tin cậy 95%: 79,67–85,67' }, {}, {}],
    });
    expect(figures(document)[0]?.data.rows[0]).toEqual(['Quý III năm 2026', '900', '82,67', '79,67–85,67']);
  });

  it('calls a change significant only where it is', () => {
    expect(text(reportDocument(reportModel(140)))).toContain(
      'tăng 1,28 điểm phần trăm so với quý II năm 2026, có ý nghĩa thống kê',
    );
    const change = { value: -0.4, interval: { low: -1.2, high: 0.4 }, significant: false };
    expect(text(reportDocument(reportModel(140, { change })))).toContain(
      'chênh lệch -0,40 điểm phần trăm so với quý II năm 2026, không có ý nghĩa thống kê',
    );
  });

  it('prints no comparison across a break, and says why', () => {
    const comparisonBreak = { vi: 'Phương pháp tính đã thay đổi', en: 'The method changed' };
    const document = reportDocument(
      reportModel(140, { comparisonBreak, change: null, previousOverall: null }),
    );
    expect(text(document)).toContain('Không so sánh với kỳ trước. Lý do: phương pháp tính đã thay đổi.');
    expect(text(document)).not.toContain('so với quý II');
    expect(figures(document)[1]?.chart).toMatchObject({ kind: 'elements', previousLabel: null });
  });

  it('shows ten units at either end where there are many, and all of them in the annex', () => {
    const document = reportDocument(cityModel());
    const chart = figures(document)[3]?.chart;
    expect(chart?.kind === 'units' ? chart.rows.map(({ gap }) => gap === true) : []).toEqual([
      ...Array<boolean>(10).fill(false),
      true,
      ...Array<boolean>(10).fill(false),
    ]);
    const all = table(document, 'tất cả đơn vị');
    expect(all.rows).toHaveLength(130);
    expect(document.blocks.indexOf(all)).toBeGreaterThan(
      document.blocks.findIndex(({ kind }) => kind === 'annex'),
    );
    expect(all.rows.at(-1)?.cells.slice(2)).toEqual(['6', '–', '–', '–']); // three units with 6 responses come last
  });

  it('keeps the units in section II where they are few', () => {
    const units = cityModel().units.slice(0, 12);
    const document = reportDocument(cityModel({ units }));
    const chart = figures(document)[3]?.chart;
    expect(chart?.kind === 'units' && chart.rows.length).toBe(11); // one of the twelve has 6 responses
    expect(document.blocks.indexOf(table(document, 'theo đơn vị'))).toBeLessThan(
      document.blocks.findIndex(({ kind }) => kind === 'annex'),
    );
  });

  it('marks numbers that rest on few answers', () => {
    const document = reportDocument(reportModel(21));
    expect(table(document, 'theo yếu tố').rows[0]?.cells[3]).toMatch(/^\d\d,\d\d\*$/);
    expect(table(document, 'theo yếu tố').notes).toContain(
      '(*) Từ 10 đến dưới 30 phiếu: số liệu chỉ để tham khảo.',
    );
    expect(text(document)).toContain('Số phiếu dưới 30 nên chỉ số chỉ để tham khảo');
  });

  it('hides every number of a unit with fewer than ten answers, and says why', () => {
    const document = reportDocument(reportModel(7));
    expect(text(document)).toContain('chỉ có 7 phiếu trả lời, dưới mức tối thiểu 10 phiếu');
    expect(text(document)).toContain('Số liệu gốc không được công bố vì không đủ số phiếu (dưới 10)');
    expect(figures(document)).toEqual([]);
    expect(text(document)).not.toMatch(/\d,\d\d[*"]/); // no index in any cell
  });

  it('prints no number and no zero index where nobody answered', () => {
    const document = reportDocument(reportModel(0));
    expect(figures(document)).toEqual([]);
    expect(text(document)).toContain('không có phiếu trả lời hợp lệ nào');
    expect(text(document)).not.toMatch(/0,00/);
    expect(tables(document).map(({ caption }) => caption)).toEqual(['Bảng 1. Các tiêu chí đưa vào chỉ số']);
  });

  it('carries the raw counts of every criterion', () => {
    const model = reportModel(140);
    const counts = table(reportDocument(model), 'Số câu trả lời theo từng mức');
    const first = model.elements[0]?.criteria[0];
    expect(counts.rows).toHaveLength(22);
    expect(counts.rows[0]?.cells.slice(2)).toEqual(
      [...(first?.counts ?? []), 140, first?.notUsed, first?.blank].map(String),
    );
  });

  it('says that respondents chose themselves, under every table of results', () => {
    for (const { notes } of tables(reportDocument(cityModel())).slice(0, -1))
      expect(notes.at(-1)).toBe('Nguồn: Kết quả khảo sát quý III năm 2026 (người trả lời tự chọn tham gia).');
  });

  it('keeps other indices apart from the main one', () => {
    const document = reportDocument(cityModel());
    expect(table(document, 'tính riêng').rows[0]?.cells).toEqual([
      'Chỉ số phiếu ngắn tại bộ phận một cửa (mã hn-onestop-short-top2, phiên bản 1)',
      'tự chọn',
      '2.210',
      '84,20',
      '82,29–86,11', // ± 90/√2210 = ± 1.914
    ]);
    expect(text(document)).toContain('không gộp vào chỉ số hài lòng chung');
  });
});
