import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { reportDocument } from '../../server/render/report-document.js';
import { createPdfRenderer, type PdfRenderer } from '../../server/render/report-pdf.js';
import { cityModel, reportModel } from './report-models.js';

/** poppler's text of a PDF, or null where poppler is not installed (the product does not need it). */
function pdfText(bytes: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'report-pdf-'));
  try {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, bytes);
    return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ');

/** Milliseconds for a test on a busy machine; alone, each takes under two seconds. */
const PATIENCE = 120_000;

describe('the report as PDF', () => {
  let renderer: PdfRenderer;
  let cityText: string | null;

  beforeAll(async () => {
    renderer = await createPdfRenderer();
    cityText = pdfText(await renderer.render(reportDocument(cityModel())));
  }, PATIENCE);
  afterAll(() => renderer.close());

  it(
    'claims PDF/UA-1 and PDF/A-2a, shows its title and names its language',
    async () => {
      const document = reportDocument(reportModel(140));
      const pdf = await PDFDocument.load(await renderer.render(document), { updateMetadata: false });
      const xmp = pdf.catalog.lookup(PDFName.of('Metadata'));
      const packet = xmp instanceof PDFRawStream ? new TextDecoder().decode(xmp.contents) : '';
      expect(packet).toContain('<pdfuaid:part>1</pdfuaid:part>');
      expect(packet).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
      expect(String(pdf.catalog.lookup(PDFName.of('ViewerPreferences')))).toContain('/DisplayDocTitle true');
      expect(String(pdf.catalog.lookup(PDFName.of('MarkInfo')))).toContain('/Marked true');
      expect(String(pdf.catalog.get(PDFName.of('Lang')))).toContain('vi');
      expect(pdf.getTitle()).toBe(document.title);
      expect(pdf.getAuthor()).toBe('Viện Nghiên cứu Phát triển kinh tế - xã hội');
      const { width, height } = pdf.getPage(0).getSize();
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842]); // A4 in points
    },
    PATIENCE,
  );

  it(
    'gives the same bytes for the same model',
    async () => {
      const first = await renderer.render(reportDocument(reportModel(140)));
      const second = await renderer.render(reportDocument(reportModel(140)));
      expect(Buffer.compare(first, second)).toBe(0);
    },
    PATIENCE,
  );

  it('gives its Vietnamese text back letter for letter', () => {
    if (cityText === null) return;
    const read = squeezed(cityText);
    expect(read).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(read).toContain('Hà Nội, ngày …… tháng …… năm 2026');
    expect(read).toContain('Kết quả đo lường sự hài lòng của người dân, tổ chức đối với sự phục vụ của');
    expect(read).toContain('Phải đi lại 3 lần vì thiếu giấy tờ, mong niêm yết rõ hơn.');
    for (const { name } of cityModel().units) expect(read).toContain(name.vi);
    expect(cityText.normalize('NFC')).toBe(cityText);
  });

  it('prints what a citizen wrote and runs none of it', () => {
    if (cityText === null) return;
    expect(squeezed(cityText)).toContain('“#panic("x") *đậm* _nghiêng_ <script>alert(1)</script> {{7*7}}”');
    expect(cityText).toContain('Cảm ơn □');
    expect(cityText).not.toContain('😀');
  });

  it(
    'sets a report of a unit where nobody answered',
    async () => {
      const bytes = await renderer.render(reportDocument(reportModel(0)));
      expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThanOrEqual(4);
    },
    PATIENCE,
  );
});
