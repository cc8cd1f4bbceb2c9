import Handlebars from 'handlebars';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chartSvg } from './charts/draw-chart.js';
import { withPrefixedIds } from './charts/svg-ids.js';
import { blockView } from './report/block-view.js';
import { chartFontFace } from './report/chart-font-face.js';
import type { Block, ReportDocument } from './report/block.js';

const folder = new URL('../../templates/report/', import.meta.url);

/** The page and a partial for each kind of block, compiled at the first report. */
interface Page {
  render: (context: object) => string;
  styles: string;
}

let loaded: Page | null = null;

function page(): Page {
  if (loaded !== null) return loaded;
  const handlebars = Handlebars.create();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.hbs') && name !== 'page.hbs'))
    handlebars.registerPartial(file.replace('.hbs', ''), readFileSync(new URL(file, folder), 'utf8'));
  const render = handlebars.compile(readFileSync(new URL('page.hbs', folder), 'utf8'), {
    preventIndent: true,
  });
  const styles = readFileSync(new URL('report.css', folder), 'utf8') + chartFontFace();
  loaded = { render, styles };
  return loaded;
}

/** What a Content-Security-Policy must name in `style-src` for the page's own styles: `'sha256-…'`. */
export function reportStyleHash(): string {
  return `'sha256-${createHash('sha256').update(page().styles).digest('base64')}'`;
}

/** The drawing of a figure; nothing for other blocks. */
async function drawing(block: Block): Promise<string> {
  return block.kind === 'figure' ? withPrefixedIds(await chartSvg(block.chart), block.id) : '';
}

/**
 * The document as a whole page that needs nothing else: styles inline, charts as SVG with their numbers in a table
 * that unfolds. All texts are escaped; only the drawings, made here from numbers, go in as they are.
 */
export async function reportHtml(document: ReportDocument): Promise<string> {
  const { render, styles } = page();
  const blocks: object[] = [];
  for (const block of document.blocks) blocks.push(blockView(block, await drawing(block)));
  return render({ document, styles, blocks });
}
