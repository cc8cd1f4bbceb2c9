import { readFileSync } from 'node:fs';
import { chartSvg } from './charts/draw-chart.js';
import { fontCoverage } from './pdf/font-coverage.js';
import { fontPath, pdfFonts } from './pdf/fonts.js';
import { printableData } from './pdf/printable-text.js';
import { startTypstEngine, type EngineLimits } from './pdf/typst-engine.js';
import type { ReportDocument } from './report/block.js';

const template = new URL('../../templates/report/report.typ', import.meta.url);

export interface PdfRenderer {
  /** The document as PDF/UA-1 and PDF/A-2a; the same document gives the same bytes. @throws Error. */
  render(document: ReportDocument): Promise<Uint8Array>;
  /** Ends the worker thread; what still waits is refused. */
  close(): Promise<void>;
}

/** The drawings of a document by the path under which the template reads them. */
async function drawings(document: ReportDocument): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const block of document.blocks)
    if (block.kind === 'figure') files[`/${block.id}.svg`] = await chartSvg(block.chart);
  return files;
}

/**
 * Starts a renderer: one worker thread, replaced now and then, with a time limit for each document.
 * Texts travel as data beside the one template; what the fonts lack is printed as "□".
 * @throws Error when a font is missing.
 */
export async function createPdfRenderer(limits: Partial<EngineLimits> = {}): Promise<PdfRenderer> {
  const source = readFileSync(template, 'utf8');
  const covered = fontCoverage(fontPath(pdfFonts[0].file));
  const engine = await startTypstEngine(limits);
  return {
    async render(document) {
      const charts = await drawings(document);
      const data = JSON.stringify(printableData(document, covered));
      return engine.pdf({ template: source, files: { '/document.json': data, ...charts } });
    },
    close: () => engine.close(),
  };
}
